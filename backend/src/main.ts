import 'reflect-metadata';
import { ConfigError, readConfig, secretsOf } from './config/index.js';
import { guardOutput } from './platform/telemetry/guard-output.js';
import { startProduct } from './start-product.js';

const started = performance.now();
try {
  const config = readConfig();
  guardOutput(secretsOf(config));
  const { url } = await startProduct(config);
  console.log(`Parley is ready on ${url} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
