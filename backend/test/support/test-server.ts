import { join } from 'node:path';
import { projectRoot } from '../../src/config/index.js';
import { startEmbeddedPostgres } from '../../src/platform/postgres/index.js';
import { ensureTemplate } from './template-database.js';

/** Where tests get their databases: a server, and on it a migrated database to copy. */
export interface TestServer {
  readonly adminUrl: string;
  readonly template: string;
}

/** How the process that started the server tells its children; they share its server and leave its end to it. */
const HANDED_DOWN = 'PARLEY_TEST_SERVER';

/** Tests may lose everything with the machine, so nothing waits for the disk. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function start(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { server: { adminUrl: given, template: await ensureTemplate(given) }, stop: async () => {} };
  const postgres = await startEmbeddedPostgres(join(projectRoot(), '.data', 'pg-test'), FORGETFUL);
  const adminUrl = postgres.urlOf('postgres');
  return { server: { adminUrl, template: await ensureTemplate(adminUrl) }, stop: () => postgres.stop() };
}

/** Starts the server (TEST_DATABASE_URL, else one of our own) for this process and its children. */
export async function startTestServer(): Promise<{ stop: () => Promise<void> }> {
  const { server, stop } = await start();
  process.env[HANDED_DOWN] = JSON.stringify(server);
  return {
    stop: async () => {
      delete process.env[HANDED_DOWN];
      await stop();
    },
  };
}

/** The server that a parent or this process has started. */
export function testServer(): TestServer {
  const text = process.env[HANDED_DOWN];
  if (!text) throw new Error('No test server: name the file *.int.spec.ts, or call startTestServer() first.');
  return JSON.parse(text) as TestServer;
}
