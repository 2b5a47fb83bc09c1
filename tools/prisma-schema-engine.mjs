#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which its CLI would download: the same JSON-RPC over stdio, answered by
// the engine's WASM build from the package registry. prisma.config.ts points PRISMA_SCHEMA_ENGINE_BINARY here.
// Limits: schema "public" only, no TLS options in the URL. Re-check it with every Prisma upgrade.
import { parseArgs } from 'node:util';
import { canConnect, createDatabase } from './schema-engine/database.mjs';
import { openEngine, wasmVersion } from './schema-engine/engine.mjs';
import { serve } from './schema-engine/rpc.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true, short: 'd' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
});
const url = values.datasource ? JSON.parse(values.datasource).url : undefined;

if (values.version) {
  console.log(`schema-engine-wasm ${await wasmVersion()}`);
} else if (positionals[0] === 'cli') {
  await answerOnce(positionals[1]);
} else {
  serve({
    engine: () => openEngine({ url, datamodels: values.datamodels ?? [] }),
    createDatabase: () => createDatabase(url),
  });
}

/** The one-shot form (`cli can-connect-to-database`, `cli create-database`): exit code, and an error line Prisma knows. */
async function answerOnce(command) {
  try {
    await (command === 'create-database' ? createDatabase(url) : canConnect(url));
  } catch (error) {
    const known = { '3D000': 'P1003', '28P01': 'P1000' };
    const fields = { error_code: known[error.code] ?? 'P1001', message: error.message };
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
    process.exitCode = 1;
  }
}
