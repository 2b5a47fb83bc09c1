// `npm run db:migrate -- --name what-changed`: writes a migration for what changed in prisma/schema.prisma and tries it.
// It works on a scratch database of its own: Prisma may want to empty the one it works on. `npm start` then applies the
// migration to the real one.
import { runForeground } from '../lib/run-foreground.mjs';
import { toolScript } from '../lib/tool.mjs';
import { importTypeScript } from '../lib/typescript.mjs';

const SCRATCH = 'parley_migrate_scratch';

const { readConfig } = await importTypeScript('backend/src/config/index.ts');
const { ensureDatabase, migrate, openDatabase } = await importTypeScript('backend/src/platform/postgres/index.ts');

const database = await openDatabase(readConfig());
try {
  const scratch = new URL(database.url);
  scratch.pathname = `/${SCRATCH}`;
  await ensureDatabase(database.url, SCRATCH);
  // The WASM engine cannot both catch up and compare in one run.
  await migrate(scratch.href);
  const env = { ...process.env, DATABASE_URL: scratch.href, CHECKPOINT_DISABLE: '1' };
  process.exitCode = await runForeground(
    process.execPath,
    [toolScript('prisma'), 'migrate', 'dev', ...process.argv.slice(3)],
    { env },
  );
} finally {
  await database.close();
}
