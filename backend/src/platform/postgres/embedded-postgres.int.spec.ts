import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseOutage } from '../prisma/database-outage.js';
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
    for (const url of [server.urlOf('postgres'), server.localUrlOf('postgres')]) {
      const stranger = new URL(url);
      stranger.password = 'guess';
      await expect(new pg.Client({ connectionString: stranger.href }).connect()).rejects.toThrow(
        /password authentication failed/,
      );
    }
    await server.stop();
  });

  const addressAt = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query('SELECT inet_client_addr() AS address');
    await client.end();
    return rows[0].address;
  };

  it('is reached over its socket from the same machine, where there are such, and known to be away when it stopped', async () => {
    const server = await startEmbeddedPostgres(join(folder, 'pg'));
    const url = server.localUrlOf('postgres');
    expect(await addressAt(url)).toBe(process.platform === 'win32' ? '127.0.0.1' : null);
    await server.stop();
    expect(isDatabaseOutage(await addressAt(url).catch((error) => error))).toBe(true);
  });

  it('is reached over TCP where a path is too long for a socket', async () => {
    const server = await startEmbeddedPostgres(join(folder, 'l'.repeat(100), 'pg'));
    expect(await addressAt(server.localUrlOf('postgres'))).toBe('127.0.0.1');
    await server.stop();
  });
});
