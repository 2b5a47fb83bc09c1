import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  ensureDatabase,
  migrate,
  startEmbeddedPostgres,
} from '../../../src/platform/postgres/index.js';

const NAME = 'parley';
/** Where it writes to disk as production does: what was acknowledged must survive that the server dies. */
const SETTINGS = { max_connections: '300' };

/** A PostgreSQL of the fleet's own, which can be killed. */
export class FleetDatabase {
  readonly url: string;
  readonly pool: pg.Pool;

  private constructor(
    private server: EmbeddedPostgres,
    private readonly folder: string,
  ) {
    this.url = server.urlOf(NAME);
    this.pool = new pg.Pool({ connectionString: this.url, max: 3, connectionTimeoutMillis: 5_000 });
    this.pool.on('error', () => undefined); // an idle connection of a server that was killed
  }

  static async start(folder: string): Promise<FleetDatabase> {
    const data = join(folder, 'pg');
    const server = await startEmbeddedPostgres(data, SETTINGS);
    await ensureDatabase(server.urlOf('postgres'), NAME);
    await migrate(server.urlOf(NAME));
    return new FleetDatabase(server, data);
  }

  /** As `pg_ctl -m immediate`: no goodbye to anybody, nothing written; then it recovers from its log. @returns milliseconds */
  async restartImmediately(): Promise<number> {
    const began = performance.now();
    const pid = Number(readFileSync(join(this.server.folder, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
    process.kill(pid, 'SIGQUIT');
    while (lives(pid)) await pause(10);
    this.server = await startEmbeddedPostgres(this.folder, SETTINGS);
    return performance.now() - began;
  }

  /** A question whose connection may have died with the server. */
  async query<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> {
    for (let tries = 1; ; tries++) {
      try {
        return (await this.pool.query<R>(sql, values)).rows;
      } catch (error) {
        if (tries === 20) throw error;
        await pause(250);
      }
    }
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.server.stop();
  }
}

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
