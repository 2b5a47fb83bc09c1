import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ConfigError, projectRoot } from '../../config/index.js';
import { isDatabaseOutage } from '../prisma/database-outage.js';

/** Held while migrating: of several processes that start at once, one migrates and the others find it done. */
const MIGRATE_LOCK = 7_052_742;
const UNDEFINED_TABLE = '42P01';
const LOOK_EVERY_MS = 250;

/** Names of the migrations in the repository, oldest first. */
export function knownMigrations(): string[] {
  return readdirSync(join(projectRoot(), 'prisma', 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function appliedMigrations(client: pg.Client): Promise<Set<string>> {
  try {
    const { rows } = await client.query(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return new Set(rows.map((row) => row.migration_name as string));
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return new Set();
    throw error;
  }
}

function prismaMigrateDeploy(databaseUrl: string): Promise<void> {
  const root = projectRoot();
  const cli = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'migrate', 'deploy'], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The database could not be migrated:\n${output.trim()}`));
    });
  });
}

/**
 * Brings the database to the newest migration through Prisma, and only starts Prisma (a second or two) when its own ledger
 * shows that something is missing. Returns the names applied.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATE_LOCK]);
    const applied = await appliedMigrations(client);
    const missing = knownMigrations().filter((name) => !applied.has(name));
    if (missing.length > 0) await prismaMigrateDeploy(databaseUrl);
    return missing;
  } finally {
    await client.end();
  }
}

/** Null while there is no database to ask. */
async function missingMigrations(databaseUrl: string): Promise<string[] | null> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const applied = await appliedMigrations(client);
    return knownMigrations().filter((name) => !applied.has(name));
  } catch (error) {
    if (isDatabaseOutage(error)) return null;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Waits until somebody else has migrated, such as a step of the deployment. A schema that is newer than this version counts.
 * @param withinMs of patience
 * @throws ConfigError that names what is missing
 */
export async function awaitMigrations(databaseUrl: string, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let told = false; ; told = true) {
    const missing = await missingMigrations(databaseUrl);
    if (missing?.length === 0) return;
    if (performance.now() >= deadline) throw notMigrated(databaseUrl, missing, withinMs);
    if (!told) console.log(missing ? 'Waiting for the migrations …' : 'Waiting for the database …');
    await pause(LOOK_EVERY_MS);
  }
}

const notMigrated = (databaseUrl: string, missing: string[] | null, withinMs: number): ConfigError => {
  const seconds = `${withinMs / 1_000} s`;
  if (!missing)
    return new ConfigError([
      `DATABASE_URL: the database at ${new URL(databaseUrl).host} did not answer for ${seconds}.`,
    ]);
  const rule = 'The step that migrates has to run before (or set MIGRATE_AT_START=on).';
  return new ConfigError([
    `MIGRATE_AT_START: off, and after ${seconds} the database lacks ${missing.join(', ')}. ${rule}`,
  ]);
};
