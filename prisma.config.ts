import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Prisma's CLI would download a native engine on first use. Its WASM build is in the package registry, so we put that
// behind the same protocol. Windows cannot start a script this way and keeps Prisma's own download.
if (process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
    new URL('./tools/prisma-schema-engine.mjs', import.meta.url),
  );
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // `generate` never connects; every command that does is started with DATABASE_URL set (scripts/, platform/postgres/).
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://parley@127.0.0.1:5432/parley' },
});
