import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { databaseUrl } from './database-url.js';
import { testServer } from './test-server.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const PREFIX = 'parley_test_';
const FORGOTTEN_AFTER_S = 3600;

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testServer().adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An own, migrated, empty database (some 30 ms): a copy of the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = testServer();
  const name = `${PREFIX}${Math.floor(Date.now() / 1000)}_${randomUUID().slice(0, 8)}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: databaseUrl(adminUrl, name),
    drop: async () => {
      await onServer(async (client) => {
        await connectionsEnd(client, name);
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      });
    },
  };
}

/** A pool has ended before the server knows so; who is thrown out meanwhile would fail the test. */
async function connectionsEnd(client: pg.Client, name: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 1_000; waitedMs += 20) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1 LIMIT 1', [name]);
    if (!rowCount) return;
    await pause(20);
  }
}

/** Removes what runs that were killed have left; younger ones may belong to a run beside this one. */
export async function dropForgottenDatabases(): Promise<void> {
  await onServer(async (client) => {
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [PREFIX]);
    const limit = Date.now() / 1000 - FORGOTTEN_AFTER_S;
    for (const name of rows.map((row) => row.datname as string)) {
      if (Number(name.slice(PREFIX.length).split('_')[0]) < limit)
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
  });
}
