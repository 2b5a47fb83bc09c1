import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../src/config/index.js';
import { knownMigrations, migrate } from '../../src/platform/postgres/index.js';
import { databaseUrl } from './database-url.js';

const TEMPLATE_LOCK = 7_052_743;

function fingerprintOfMigrations(): string {
  const hash = createHash('sha256');
  for (const name of knownMigrations()) {
    hash.update(name).update(readFileSync(join(projectRoot(), 'prisma', 'migrations', name, 'migration.sql')));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * The name of a database with all migrations and no rows, made once per state of the migrations. It gets its name when it is
 * complete, so that a broken-off run leaves nothing that looks like one.
 */
export async function ensureTemplate(adminUrl: string): Promise<string> {
  const name = `parley_template_${fingerprintOfMigrations()}`;
  const draft = `${name}_draft`;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return name;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await migrate(databaseUrl(adminUrl, draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    return name;
  } finally {
    await client.end();
  }
}
