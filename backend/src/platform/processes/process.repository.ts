import { Injectable } from '@nestjs/common';
import { ReservedPool } from '../prisma/index.js';

/** Three beats and a little: a process that missed them may still live, but nobody counts on it. */
export const FRESH_S = 10;
/** Then it is dead, and its row goes. */
const DEAD_S = 30;

/** One process, as it tells of itself. */
export interface ProcessState {
  id: string;
  role: 'all' | 'api' | 'worker';
  version: string;
  host: string;
  pid: number;
  draining: boolean;
  sockets: number;
  sessions: number;
}

/** As the others see it. */
export interface ProcessSeen extends ProcessState {
  startedAt: Date;
  seenAt: Date;
  /** It has been heard of lately. */
  fresh: boolean;
}

/** The processes that live, by the database's clock. On the reserved connections: under load, too, one is known to live. */
@Injectable()
export class ProcessRepository {
  constructor(private readonly pool: ReservedPool) {}

  /**
   * One sign of life. It also removes the dead.
   * @returns how many other processes live, and how many of them serve requests
   */
  async beat(state: ProcessState, upSeconds: number): Promise<{ others: number; serving: number }> {
    const { id, role, version, host, pid, draining, sockets, sessions } = state;
    const { rows } = await this.pool.query<{ others: number; serving: number }>({
      name: 'process-beat',
      // Locked by somebody else: that one removes it, or it is not dead after all.
      text: `WITH dead AS (SELECT id FROM process WHERE seen_at < now() - make_interval(secs => ${DEAD_S}) AND id <> $1 FOR UPDATE SKIP LOCKED),
          removed AS (DELETE FROM process p USING dead WHERE p.id = dead.id),
          beat AS (INSERT INTO process (id, role, version, host, pid, draining, sockets, sessions, started_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() - make_interval(secs => $9::float8))
            ON CONFLICT (id) DO UPDATE SET draining = $6, sockets = $7, sessions = $8, seen_at = now())
        SELECT count(*)::int AS others, count(*) FILTER (WHERE role <> 'worker')::int AS serving FROM process
        WHERE id <> $1 AND NOT draining AND seen_at > now() - make_interval(secs => ${FRESH_S})`,
      values: [id, role, version, host, pid, draining, sockets, sessions, upSeconds],
    });
    return rows[0]!;
  }

  async remove(id: string): Promise<void> {
    await this.pool.query('DELETE FROM process WHERE id = $1', [id]);
  }

  /** Those that serve first, the oldest first. */
  async list(): Promise<ProcessSeen[]> {
    const { rows } = await this.pool.query<ProcessSeen>(
      `SELECT id, role, version, host, pid, draining, sockets, sessions, started_at AS "startedAt", seen_at AS "seenAt",
          seen_at > now() - make_interval(secs => ${FRESH_S}) AS fresh
        FROM process ORDER BY role = 'worker', started_at, id`,
    );
    return rows;
  }
}
