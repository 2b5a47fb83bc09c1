import { Injectable } from '@nestjs/common';
import type { Run, RunDetail, RunStatus, SessionEvent } from '@parley/contracts';
import { PgPool, type Tx } from '../../platform/prisma/index.js';
import { EVENT_JSON, stateJson } from '../sessions/index.js';
import { runJson, stepJson } from './run-json.js';
import type { RunLease } from './run-lease.js';
import { lockSessionOfRun, setState } from './session-lock.js';

const recordRun = (source: string) => `
  INSERT INTO session_event (session_id, type, payload)
  SELECT r.session_id, 'run.updated', jsonb_build_object('run', ${runJson('r')}, 'state', ${stateJson('st')})
  FROM ${source} r, state st
  RETURNING ${EVENT_JSON} AS event`;

const DUE = `(status IN ('QUEUED', 'RUNNING') OR (status = 'WAITING_FOR_FEEDBACK' AND wake_count > seen_wake))`;

const CLAIM = `
WITH ${lockSessionOfRun('$1')}, claimed AS (
  UPDATE agent_run SET status = 'RUNNING', lease_version = lease_version + 1,
    lease_until = now() + make_interval(secs => $2::float8 / 1000), seen_wake = wake_count,
    crashes = crashes + (status = 'RUNNING')::int
  FROM lock WHERE agent_run.id = $1 AND agent_run.session_id = lock.id AND ${DUE} AND (lease_until IS NULL OR lease_until < now())
  RETURNING agent_run.*
), ${setState('claimed', `'THINKING'`, 'claimed.id', 'NULL')}, ev AS (${recordRun('claimed')})
SELECT c.session_id AS "sessionId", c.agent, c.lease_version AS version, c.wake_count AS "wakeCount", c.crashes,
  u.id AS "ownerId", u.name AS "ownerName", ev.event
FROM claimed c JOIN chat_session s ON s.id = c.session_id JOIN app_user u ON u.id = s.owner_id, ev`;

const SUSPEND = `
WITH ${lockSessionOfRun('$1')}, suspended AS (
  UPDATE agent_run SET status = 'WAITING_FOR_FEEDBACK', lease_until = NULL, crashes = 0
  FROM lock WHERE agent_run.id = $1 AND agent_run.session_id = lock.id AND lease_version = $2 AND status = 'RUNNING' AND wake_count = $3
  RETURNING agent_run.*
), ${setState('suspended', `'WAITING_FOR_FEEDBACK'`, 'suspended.id', 'NULL')}, ev AS (${recordRun('suspended')})
SELECT event FROM ev`;

@Injectable()
export class RunRepository {
  constructor(private readonly pool: PgPool) {}

  /** Null when there is nothing to do or another worker holds it. */
  async claim(runId: string, leaseMs: number): Promise<{ lease: RunLease; event: SessionEvent } | null> {
    const { rows } = await this.pool.query<Omit<RunLease, 'runId'> & { event: SessionEvent }>({
      name: 'run-claim',
      text: CLAIM,
      values: [runId, leaseMs],
    });
    if (!rows[0]) return null;
    const { event, ...lease } = rows[0];
    return { lease: { runId, ...lease }, event };
  }

  /** @returns the wake count, or null when the lease is lost */
  async renew(lease: RunLease, leaseMs: number): Promise<number | null> {
    const { rows } = await this.pool.query<{ wake_count: number }>({
      name: 'run-renew',
      text: `UPDATE agent_run SET lease_until = now() + make_interval(secs => $3::float8 / 1000)
             WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING' RETURNING wake_count`,
      values: [lease.runId, lease.version, leaseMs],
    });
    return rows[0]?.wake_count ?? null;
  }

  /** Gives an unfinished run back, to be taken up by whoever is there. */
  async release(lease: RunLease): Promise<void> {
    await this.pool.query(
      `UPDATE agent_run SET status = 'QUEUED', lease_until = NULL WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING'`,
      [lease.runId, lease.version],
    );
  }

  /** The holder has looked at everything up to now. @returns the new wake count, null when the lease is lost */
  async catchUp(lease: RunLease): Promise<number | null> {
    const { rows } = await this.pool.query<{ wake_count: number }>(
      `UPDATE agent_run SET seen_wake = wake_count WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING' RETURNING wake_count`,
      [lease.runId, lease.version],
    );
    return rows[0]?.wake_count ?? null;
  }

  /** Null: something happened since the journal was read (look again), or the lease is lost. */
  async suspend(lease: RunLease): Promise<SessionEvent | null> {
    const { rows } = await this.pool.query<{ event: SessionEvent }>({
      name: 'run-suspend',
      text: SUSPEND,
      values: [lease.runId, lease.version, lease.wakeCount],
    });
    return rows[0]?.event ?? null;
  }

  /**
   * Ends a run, under the session's lock, which the caller's transaction must hold (see `lock`).
   * @param version null ends it whoever holds it (stop); a number only as that holder.
   */
  async end(
    tx: Tx,
    runId: string,
    version: number | null,
    status: Extract<RunStatus, 'COMPLETED' | 'FAILED' | 'CANCELLED'>,
    error: string | null,
    matchedSteps: number | null = null,
  ): Promise<SessionEvent | null> {
    const { rows } = await tx.query<{ event: SessionEvent }>({
      name: 'run-end',
      text: `
        WITH ended AS (
          UPDATE agent_run SET status = $3::"RunStatus", error = $4, matched_steps = $5, ended_at = now(), lease_until = NULL
          WHERE id = $1 AND status IN ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK')
            AND ($2::int IS NULL OR (lease_version = $2 AND status = 'RUNNING'))
          RETURNING *
        ), ${setState('ended', `$3::text`, 'ended.id', 'NULL')}, ev AS (${recordRun('ended')})
        SELECT event FROM ev`,
      values: [runId, version, status, error, matchedSteps],
    });
    return rows[0]?.event ?? null;
  }

  /** Messages that the ended run was not handed start the next one. Under the session's lock, after `end`. */
  async startNext(tx: Tx, runId: string, endedRunId: string): Promise<boolean> {
    const { rowCount } = await tx.query({
      name: 'run-start-next',
      text: `INSERT INTO agent_run (id, session_id, agent, taken_seq, created_at)
             SELECT $1, r.session_id, r.agent, max(m.seq), clock_timestamp() FROM agent_run r JOIN message m ON m.session_id = r.session_id
             WHERE r.id = $2 AND m.seq > r.taken_seq AND m.role = 'USER' AND m.type = 'TEXT' GROUP BY r.session_id, r.agent
             ON CONFLICT (session_id) WHERE status IN ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK') DO NOTHING`,
      values: [runId, endedRunId],
    });
    return rowCount === 1;
  }

  /** A new run that will take over the finished steps of a failed or stopped one. Under the session's lock. */
  async startRetry(tx: Tx, runId: string, retryOf: string): Promise<SessionEvent[]> {
    const { rows } = await tx.query<{ event: SessionEvent }>(
      `WITH run AS (
         INSERT INTO agent_run (id, session_id, agent, taken_seq, retry_of, created_at)
         SELECT $1, session_id, agent, taken_seq, id, clock_timestamp() FROM agent_run WHERE id = $2 RETURNING *
       ), ${setState('run', `'THINKING'`, 'run.id', 'NULL')}, ev AS (${recordRun('run')})
       SELECT event FROM ev`,
      [runId, retryOf],
    );
    return rows.map((row) => row.event);
  }

  /** Runs that should be worked on and that nobody works on. */
  async due(limit: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM agent_run WHERE ${DUE} AND (lease_until IS NULL OR lease_until < now())
       ORDER BY lease_until NULLS FIRST LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /** `awake`: it waits no longer, something has happened that it will look at. */
  async newest(sessionId: string, tx: Tx = this.pool): Promise<(Run & { awake: boolean }) | null> {
    const { rows } = await tx.query<{ run: Run; awake: boolean }>(
      `SELECT ${runJson('r')} AS run, wake_count > seen_wake AS awake FROM agent_run r
       WHERE session_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
      [sessionId],
    );
    return rows[0] ? { ...rows[0].run, awake: rows[0].awake } : null;
  }

  async listOf(sessionId: string, limit: number): Promise<Run[]> {
    const { rows } = await this.pool.query<{ run: Run }>(
      `SELECT ${runJson('r')} AS run FROM agent_run r WHERE session_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2`,
      [sessionId, limit],
    );
    return rows.map((row) => row.run);
  }

  async detail(runId: string): Promise<RunDetail | null> {
    const { rows } = await this.pool.query<{ run: RunDetail }>(
      `SELECT ${runJson('r')} || jsonb_build_object('steps', coalesce((
         SELECT jsonb_agg(${stepJson('s')} ORDER BY s.position) FROM agent_step s WHERE s.run_id = r.id), '[]'::jsonb)) AS run
       FROM agent_run r WHERE r.id = $1`,
      [runId],
    );
    return rows[0]?.run ?? null;
  }
}
