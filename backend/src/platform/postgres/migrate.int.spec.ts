import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/index.js';
import { knownMigrations, migrate } from './migrate.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('finds nothing to do in a migrated database, without starting Prisma', async () => {
  expect(knownMigrations().length).toBeGreaterThan(0);
  expect(await migrate(database.url)).toEqual([]);
});

it('applies what Prisma has no record of, once, also when two processes start together', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
  const applied = await Promise.all([migrate(database.url), migrate(database.url)]);
  expect(applied.sort((a, b) => b.length - a.length)).toEqual([knownMigrations(), []]);
  const { rows } = await client.query('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name');
  expect(rows.map((row) => row.migration_name)).toEqual(knownMigrations());
  await client.end();
});
