import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { EngineAdapterFactory } from './adapter.mjs';
import { connectionParts } from './database.mjs';

const GLUE = '@prisma/schema-engine-wasm/schema_engine_bg';

/** Node cannot import the package's entry, which imports its .wasm as a module; so we join the two by hand. */
async function loadWasm() {
  const glue = await import(GLUE);
  const file = createRequire(import.meta.url)
    .resolve(GLUE)
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

export const wasmVersion = async () => (await loadWasm()).version();

export async function openEngine({ url, datamodels }) {
  const { SchemaEngine } = await loadWasm();
  const sources = datamodels.length > 0 ? datamodels.map((file) => [file, readFileSync(file, 'utf8')]) : undefined;
  const factory = new EngineAdapterFactory(url ? connectionParts(url) : {});
  return SchemaEngine.new({ datamodels: sources }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}
