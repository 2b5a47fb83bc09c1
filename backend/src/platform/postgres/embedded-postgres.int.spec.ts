import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-pg-'));
  chmodSync(folder, 0o755); // as root, the server's own account has to get in
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(server: EmbeddedPostgres, sql: string) {
  const client = new pg.Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

describe('startEmbeddedPostgres', () => {
  it('shares one server, stops it with its last user, and keeps data and port', async () => {
    const first = await startEmbeddedPostgres(join(folder, 'pg'));
    const second = await startEmbeddedPostgres(join(folder, 'pg'));
    expect([first.reused, second.reused]).toEqual([false, true]);
    await ask(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(await ask(second, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    await second.stop();
    await expect(ask(second, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);

    const again = await startEmbeddedPostgres(join(folder, 'pg'));
    expect(again.reused).toBe(false);
    expect(again.urlOf('x')).toBe(first.urlOf('x'));
    expect(await ask(again, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    await again.stop();
  });

  it('gives two processes that start together the same server', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres(join(folder, 'raced'))));
    expect(new Set(servers.map((server) => server.urlOf('x'))).size).toBe(1);
    for (const server of servers) await server.stop();
  });

  it('writes to disk before it says so, and lets nobody in without the password', async () => {
    const server = await startEmbeddedPostgres(join(folder, 'pg'));
    expect(
      await ask(server, "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit"),
    ).toEqual({
      fsync: 'on',
      commit: 'on',
    });
    const stranger = new URL(server.urlOf('postgres'));
    stranger.password = 'guess';
    await expect(new pg.Client({ connectionString: stranger.href }).connect()).rejects.toThrow(
      /password authentication failed/,
    );
    await server.stop();
  });
});
