import { Injectable } from '@nestjs/common';
import type { Run, RunDetail, RunPlan, RunStatus, SessionEvent } from '@parley/contracts';
import { PgPool, type Tx } from '../../platform/prisma/index.js';
import { EVENT_JSON } from '../sessions/index.js';
import { runJson, stepJson } from './run-json.js';
import { LeaseLost, type RunLease, sureUntil, type TakenRow, type TakenRun, takenAt } from './run-lease.js';
import { IS_CURRENT, lockSessionOfRun, setState } from './session-lock.js';
import { recordRun, takenRun } from './take-sql.js';

const DUE = `(status IN ('QUEUED', 'RUNNING') OR (status = 'WAITING_FOR_FEEDBACK' AND wake_count > seen_wake))`;

const CLAIM = `
WITH ${lockSessionOfRun('$1')}, claimed AS (
  UPDATE agent_run SET status = 'RUNNING', lease_version = lease_version + 1,
    lease_until = now() + make_interval(secs => $2::float8 / 1000), seen_wake = wake_count,
    crashes = crashes + (status = 'RUNNING')::int
  FROM lock WHERE agent_run.id = $1 AND agent_run.session_id = lock.id AND ${DUE} AND (lease_until IS NULL OR lease_until < now())
  RETURNING agent_run.*
), ${setState('claimed', `'THINKING'`, 'claimed.id', 'NULL')}, ev AS (${recordRun('claimed')} RETURNING ${EVENT_JSON} AS event)
SELECT ev.event, ${takenRun('claimed', 'SELECT * FROM agent_step WHERE run_id = $1')} AS run FROM ev`;

const SUSPEND = `
WITH ${lockSessionOfRun('$1')}, suspended AS (
  UPDATE agent_run SET status = 'WAITING_FOR_FEEDBACK', lease_until = NULL, crashes = 0
  FROM lock WHERE agent_run.id = $1 AND agent_run.session_id = lock.id AND lease_version = $2 AND status = 'RUNNING' AND wake_count = $3
  RETURNING agent_run.*
), ${setState('suspended', `'WAITING_FOR_FEEDBACK'`, 'suspended.id', 'NULL')}, ev AS (${recordRun('suspended')} RETURNING ${EVENT_JSON} AS event)
SELECT event FROM ev`;

/** The end of a run that leaves nothing behind: nothing half-said, nothing asked in vain, no message that it was not handed. */
const COMPLETE = `
WITH ${lockSessionOfRun('$1')}, ended AS (
  UPDATE agent_run r SET status = 'COMPLETED', ended_at = now(), lease_until = NULL
  FROM lock WHERE r.id = $1 AND r.session_id = lock.id AND r.lease_version = $2 AND r.status = 'RUNNING' AND ${IS_CURRENT}
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.run_id = $1 AND m.status = 'STREAMING')
    AND NOT EXISTS (SELECT 1 FROM feedback_request f WHERE f.run_id = $1 AND f.status = 'PENDING')
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.session_id = lock.id AND m.seq > r.taken_seq AND m.role = 'USER' AND m.type = 'TEXT')
  RETURNING r.*
), ${setState('ended', `'COMPLETED'`, 'ended.id', 'NULL')}, ev AS (${recordRun('ended')} RETURNING ${EVENT_JSON} AS event)
SELECT event FROM ev`;

export interface NewestRun extends Run {
  /** It waits no longer: something has happened that it will look at. */
  awake: boolean;
  plan: RunPlan | null;
}

/** A run by what set it off. */
export interface StartedRun {
  runId: string;
  sessionId: string;
  agent: string;
  status: RunStatus;
  error: string | null;
  input: unknown;
  ownerId: string;
}

@Injectable()
export class RunRepository {
  constructor(private readonly pool: PgPool) {}

  /** Null when there is nothing to do or another worker holds it. */
  async claim(runId: string, leaseMs: number): Promise<{ run: TakenRun; event: SessionEvent } | null> {
    const asked = performance.now();
    const { rows } = await this.pool.query<{ run: TakenRow; event: SessionEvent }>({
      name: 'run-claim',
      text: CLAIM,
      values: [runId, leaseMs],
    });
    return rows[0] ? { run: takenAt(rows[0].run, asked, leaseMs), event: rows[0].event } : null;
  }

  /** @returns the wake count, or null when the lease is lost */
  async renew(lease: RunLease, leaseMs: number): Promise<number | null> {
    const asked = performance.now();
    const { rows } = await this.pool.query<{ wake_count: number }>({
      name: 'run-renew',
      text: `UPDATE agent_run SET lease_until = now() + make_interval(secs => $3::float8 / 1000)
             WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING' RETURNING wake_count`,
      values: [lease.runId, lease.version, leaseMs],
    });
    if (rows[0]) lease.sureUntil = sureUntil(asked, leaseMs);
    return rows[0]?.wake_count ?? null;
  }

  /** Gives an unfinished run back, to be taken up by whoever is there. @returns whether it was held */
  async release(lease: RunLease): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE agent_run SET status = 'QUEUED', lease_until = NULL WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING'`,
      [lease.runId, lease.version],
    );
    return rowCount === 1;
  }

  /** The holder has looked at everything up to now. @returns the new wake count, null when the lease is lost */
  async catchUp(lease: RunLease): Promise<number | null> {
    const { rows } = await this.pool.query<{ wake_count: number }>(
      `UPDATE agent_run SET seen_wake = wake_count WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING' RETURNING wake_count`,
      [lease.runId, lease.version],
    );
    return rows[0]?.wake_count ?? null;
  }

  /** What the run means to do, for whoever looks on. @throws LeaseLost */
  async setPlan(lease: RunLease, plan: RunPlan): Promise<void> {
    const { rowCount } = await this.pool.query(
      `UPDATE agent_run SET plan = $3 WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING'`,
      [lease.runId, lease.version, JSON.stringify(plan)],
    );
    if (!rowCount) throw new LeaseLost();
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

  /** Null, and nothing written: the lease is lost, or there is more to do at the end of this run (`end`). */
  async complete(runId: string, version: number): Promise<SessionEvent | null> {
    const { rows } = await this.pool.query<{ event: SessionEvent }>({
      name: 'run-complete',
      text: COMPLETE,
      values: [runId, version],
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
        ), ${setState('ended', `$3::text`, 'ended.id', 'NULL')}, ev AS (${recordRun('ended')} RETURNING ${EVENT_JSON} AS event)
        SELECT event FROM ev`,
      values: [runId, version, status, error, matchedSteps],
    });
    return rows[0]?.event ?? null;
  }

  /** Messages that the ended run was not handed start the next one. Under the session's lock, after `end`. */
  async startNext(tx: Tx, runId: string, endedRunId: string): Promise<boolean> {
    const { rowCount } = await tx.query({
      name: 'run-start-next',
      text: `INSERT INTO agent_run (id, session_id, agent, taken_seq, created_at, trace)
             SELECT $1, r.session_id, r.agent, max(m.seq), clock_timestamp(), r.trace FROM agent_run r JOIN message m ON m.session_id = r.session_id
             WHERE r.id = $2 AND m.seq > r.taken_seq AND m.role = 'USER' AND m.type = 'TEXT' GROUP BY r.session_id, r.agent, r.trace
             ON CONFLICT (session_id) WHERE status IN ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK') DO NOTHING`,
      values: [runId, endedRunId],
    });
    return rowCount === 1;
  }

  /** The first run of a new session, started by no message. @throws a unique violation (23505) when it was before */
  async start(
    tx: Tx,
    run: { id: string; sessionId: string; agent: string; input: unknown; trace: string | null },
  ): Promise<SessionEvent> {
    const { rows } = await tx.query<{ event: SessionEvent }>(
      `WITH run AS (
         INSERT INTO agent_run (id, session_id, agent, input, trace) VALUES ($1, $2, $3, $4, $5) RETURNING *
       ), ${setState('run', `'THINKING'`, 'run.id', 'NULL')}, ev AS (${recordRun('run')} RETURNING ${EVENT_JSON} AS event)
       SELECT event FROM ev`,
      [run.id, run.sessionId, run.agent, JSON.stringify(run.input), run.trace],
    );
    return rows[0]!.event;
  }

  /** What a run was started with, and whose it is. */
  async startedWith(runId: string): Promise<StartedRun | null> {
    const { rows } = await this.pool.query<StartedRun>(
      `SELECT r.id AS "runId", r.session_id AS "sessionId", r.agent, r.status, r.error, r.input, s.owner_id AS "ownerId"
       FROM agent_run r JOIN chat_session s ON s.id = r.session_id WHERE r.id = $1`,
      [runId],
    );
    return rows[0] ?? null;
  }

  /** A new run that will take over the finished steps of a failed or stopped one. Under the session's lock. */
  async startRetry(tx: Tx, runId: string, retryOf: string): Promise<SessionEvent[]> {
    const { rows } = await tx.query<{ event: SessionEvent }>(
      `WITH run AS (
         INSERT INTO agent_run (id, session_id, agent, taken_seq, retry_of, input, plan, trace, created_at)
         SELECT $1, session_id, agent, taken_seq, id, input, plan, trace, clock_timestamp() FROM agent_run WHERE id = $2 RETURNING *
       ), ${setState('run', `'THINKING'`, 'run.id', 'NULL')}, ev AS (${recordRun('run')} RETURNING ${EVENT_JSON} AS event)
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

  async newest(sessionId: string, tx: Tx = this.pool): Promise<NewestRun | null> {
    const { rows } = await tx.query<{ run: Run } & Omit<NewestRun, keyof Run>>(
      `SELECT ${runJson('r')} AS run, wake_count > seen_wake AS awake, plan FROM agent_run r
       WHERE session_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
      [sessionId],
    );
    if (!rows[0]) return null;
    const { run, awake, plan } = rows[0];
    return { ...run, awake, plan };
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
      `SELECT ${runJson('r')} || jsonb_build_object('plan', r.plan, 'retryOf', r.retry_of, 'steps', coalesce((
         SELECT jsonb_agg(${stepJson('s')} ORDER BY s.position) FROM agent_step s WHERE s.run_id = r.id), '[]'::jsonb)) AS run
       FROM agent_run r WHERE r.id = $1`,
      [runId],
    );
    return rows[0]?.run ?? null;
  }
}
