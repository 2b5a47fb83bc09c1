import 'reflect-metadata';
import { ConfigError, readConfig } from './config/index.js';
import { startProduct } from './start-product.js';

const started = performance.now();
try {
  const { url } = await startProduct(readConfig());
  console.log(`Parley is ready on ${url} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
