import { Injectable, Optional } from '@nestjs/common';
import { knownMigrations } from '../platform/postgres/index.js';
import { ReservedPool } from '../platform/prisma/index.js';
import { RedisLink } from '../platform/redis/index.js';
import { Drain } from './drain.js';

/** Who waits longer for the database had better ask another process. */
const ANSWER_WITHIN_MS = 1_000;
/**
 * A database that answered so lately is only slow. Under load that is true for all processes at once, and if they all gave
 * themselves up nobody would be served at all.
 */
const LATELY_MS = 5_000;
const UNDEFINED_TABLE = '42P01';

const APPLIED = `SELECT count(DISTINCT migration_name)::int AS count FROM _prisma_migrations
  WHERE migration_name = ANY($1) AND finished_at IS NOT NULL AND rolled_back_at IS NULL`;

type DatabaseState = Pick<Parts, 'database' | 'migrations'>;

const AWAY: DatabaseState = { database: 'away', migrations: 'unknown' };

/** What a process stands on. */
export interface Parts {
  database: 'ok' | 'away';
  migrations: 'ok' | 'behind' | 'unknown';
  /** Left out where there is none. Without it everything goes on, only slower. */
  redis?: 'ok' | 'away';
  draining: boolean;
}

/** Whether this process should be given work, and what speaks against it. */
@Injectable()
export class Readiness {
  /** Of this version. A newer schema than that is fine: migrations only add, so that two versions run side by side. */
  private readonly migrations = knownMigrations();
  /** Of several who ask at once while the database hangs, only one does. */
  private asking: Promise<DatabaseState> | undefined;
  /** By `performance.now()`. */
  private answered: { at: number; state: DatabaseState } | undefined;

  constructor(
    private readonly pool: ReservedPool,
    private readonly drain: Drain,
    @Optional() private readonly redis?: RedisLink,
  ) {}

  async look(): Promise<{ ready: boolean; parts: Parts }> {
    const { database, migrations } = await this.database();
    const redis = this.redis && (this.redis.isUp ? 'ok' : 'away');
    const parts: Parts = { database, migrations, ...(redis && { redis }), draining: this.drain.begun };
    return { ready: database === 'ok' && migrations === 'ok' && !parts.draining, parts };
  }

  private async database(): Promise<DatabaseState> {
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<DatabaseState>((resolve) => {
      timer = setTimeout(() => resolve(this.answeredLately() ?? AWAY), ANSWER_WITHIN_MS);
    });
    return Promise.race([this.asking, late]).finally(() => clearTimeout(timer));
  }

  private answeredLately(): DatabaseState | undefined {
    const { answered } = this;
    return answered && performance.now() - answered.at < LATELY_MS ? answered.state : undefined;
  }

  private async ask(): Promise<DatabaseState> {
    try {
      const { rows } = await this.pool.query<{ count: number }>({
        name: 'migrations-applied',
        text: APPLIED,
        values: [this.migrations],
      });
      const state: DatabaseState = {
        database: 'ok',
        migrations: rows[0]?.count === this.migrations.length ? 'ok' : 'behind',
      };
      this.answered = { at: performance.now(), state };
      return state;
    } catch (error) {
      const isEmpty = (error as { code?: string }).code === UNDEFINED_TABLE;
      return isEmpty ? { database: 'ok', migrations: 'behind' } : AWAY;
    }
  }
}
