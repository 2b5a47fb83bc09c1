import { Injectable } from '@nestjs/common';
import type { AgentStatus, SessionEvent, StepKind, StepStatus } from '@parley/contracts';
import { PgPool, type Tx } from '../../platform/prisma/index.js';
import { EVENT_JSON, stateJson } from '../sessions/index.js';
import type { PastStep } from './domain/kept-steps.js';
import { stepJson } from './run-json.js';
import { type JournalEntry, LeaseLost, type RunLease } from './run-lease.js';
import { fence, lockSession, setState } from './session-lock.js';

export interface NewStep {
  id: string;
  key: string;
  name: string;
  kind: StepKind;
  /** What it works on. */
  input?: unknown;
  /** What the session's agent is said to do meanwhile. */
  agentStatus: Extract<AgentStatus, 'THINKING' | 'ACTING'>;
}

export interface FinishedStep {
  id: string;
  status: Extract<StepStatus, 'COMPLETED' | 'FAILED'>;
  result?: unknown;
  error?: { message: string };
  note?: string | undefined;
  usage?: { inputTokens: number; outputTokens: number } | undefined;
  model?: string | undefined;
}

export type RecordedStep = FinishedStep & Omit<NewStep, 'agentStatus'>;

const recordFinish = (source: string) => `
  INSERT INTO session_event (session_id, type, payload)
  SELECT fence.session_id, 'step.finished', jsonb_build_object('step', ${stepJson('s')}) FROM fence, ${source} s
  RETURNING ${EVENT_JSON} AS event`;

const BEGIN = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, step AS (
  INSERT INTO agent_step (id, run_id, key, name, kind, status, input)
  SELECT $4, fence.id, $5, $6, $7::"StepKind", 'RUNNING', $9::jsonb FROM fence
  ON CONFLICT (run_id, key) DO UPDATE SET status = 'RUNNING', started_at = now()
  RETURNING *
), ${setState('fence', '$8::text', 'fence.id', '$6')}, ev AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT fence.session_id, 'step.started', jsonb_build_object('step', ${stepJson('s')}, 'state', ${stateJson('st')})
  FROM fence, step s, state st
  RETURNING ${EVENT_JSON} AS event
)
SELECT step.id, ev.event FROM step, ev`;

const FINISH = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, step AS (
  UPDATE agent_step SET status = $5::"StepStatus", result = $6::jsonb, error = $7::jsonb, note = $8,
    input_tokens = $9, output_tokens = $10, model = $11, ended_at = now()
  FROM fence WHERE agent_step.id = $4 AND agent_step.run_id = fence.id
  RETURNING agent_step.*
), ev AS (${recordFinish('step')})
SELECT event FROM ev`;

/** Begun and ended in one, by the database's clock: the times are late by what it waited for a connection. */
const RECORD = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, step AS (
  INSERT INTO agent_step (id, run_id, key, status, result, error, note, input_tokens, output_tokens, model, name, kind, input,
    started_at, ended_at)
  SELECT $4, fence.id, $12, $5::"StepStatus", $6::jsonb, $7::jsonb, $8, $9, $10, $11, $13, $14::"StepKind", $15::jsonb,
    now() - make_interval(secs => $16::float8 / 1000), now() FROM fence
  ON CONFLICT (run_id, key) DO UPDATE SET status = excluded.status, result = excluded.result, error = excluded.error,
    note = excluded.note, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens, model = excluded.model,
    started_at = excluded.started_at, ended_at = excluded.ended_at
  RETURNING *
), ev AS (${recordFinish('step')})
SELECT event FROM ev`;

const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

/** $1 to $11 of FINISH and RECORD. */
const endValues = (lease: RunLease, step: FinishedStep) => [
  ...[lease.runId, lease.version, lease.sessionId, step.id, step.status],
  ...[text(step.result), text(step.error), step.note ?? null],
  ...[step.usage?.inputTokens ?? null, step.usage?.outputTokens ?? null, step.model ?? null],
];

/** Every finished unit of a run, so that none is done twice (AG-1). */
@Injectable()
export class JournalRepository {
  constructor(private readonly pool: PgPool) {}

  async load(runId: string, tx: Tx = this.pool): Promise<JournalEntry[]> {
    const { rows } = await tx.query<JournalEntry>({
      name: 'journal-load',
      text: 'SELECT id, key, kind, status, position, result, error FROM agent_step WHERE run_id = $1',
      values: [runId],
    });
    return rows;
  }

  /** @returns the step's id: that of the first try, when a crash left it unfinished. @throws LeaseLost */
  async begin(lease: RunLease, step: NewStep): Promise<{ id: string; event: SessionEvent }> {
    const { rows } = await this.pool.query<{ id: string; event: SessionEvent }>({
      name: 'journal-begin',
      text: BEGIN,
      values: [
        ...[lease.runId, lease.version, lease.sessionId, step.id, step.key, step.name, step.kind, step.agentStatus],
        text(step.input),
      ],
    });
    if (!rows[0]) throw new LeaseLost();
    return rows[0];
  }

  /** @throws LeaseLost */
  async finish(lease: RunLease, step: FinishedStep): Promise<SessionEvent> {
    const { rows } = await this.pool.query<{ event: SessionEvent }>({
      name: 'journal-finish',
      text: FINISH,
      values: endValues(lease, step),
    });
    if (!rows[0]) throw new LeaseLost();
    return rows[0].event;
  }

  /** A step that is over before its beginning was stored. @param tookMs up to now @throws LeaseLost */
  async record(lease: RunLease, step: RecordedStep, tookMs: number): Promise<SessionEvent> {
    const { rows } = await this.pool.query<{ event: SessionEvent }>({
      name: 'journal-record',
      text: RECORD,
      values: [...endValues(lease, step), step.key, step.name, step.kind, text(step.input), tookMs],
    });
    if (!rows[0]) throw new LeaseLost();
    return rows[0].event;
  }

  /** Notes how far the conversation was read: messages up to `seq` have been handed to the run (SES-3). */
  async take(lease: RunLease, seq: number): Promise<void> {
    const { rowCount } = await this.pool.query({
      name: 'journal-take',
      text: `UPDATE agent_run SET taken_seq = greatest(taken_seq, $3) WHERE id = $1 AND lease_version = $2 AND status = 'RUNNING'`,
      values: [lease.runId, lease.version, seq],
    });
    if (!rowCount) throw new LeaseLost();
  }

  /** The run is over: what it had begun and not finished will not be. Under the session's lock; the caller publishes. */
  async abandon(tx: Tx, runId: string, why: string): Promise<SessionEvent[]> {
    const { rows } = await tx.query<{ event: SessionEvent }>({
      name: 'journal-abandon',
      text: `
        WITH step AS (
          UPDATE agent_step SET status = 'FAILED', error = jsonb_build_object('message', $2::text), ended_at = now()
          WHERE run_id = $1 AND status IN ('RUNNING', 'WAITING') RETURNING *
        )
        INSERT INTO session_event (session_id, type, payload)
        SELECT r.session_id, 'step.finished', jsonb_build_object('step', ${stepJson('s')})
        FROM step s JOIN agent_run r ON r.id = s.run_id ORDER BY s.position
        RETURNING ${EVENT_JSON} AS event`,
      values: [runId, why],
    });
    return rows.map((row) => row.event);
  }

  /** All that a run has begun, for whoever takes it over. `matchedSteps`: how much of it the agent's code still fits. */
  async past(tx: Tx, runId: string): Promise<{ steps: PastStep[]; matchedSteps: number | null }> {
    const { rows } = await tx.query<{ steps: PastStep[]; matchedSteps: number | null }>(
      `SELECT r.matched_steps AS "matchedSteps", coalesce((
         SELECT jsonb_agg(jsonb_build_object('id', s.id, 'key', s.key, 'status', s.status, 'position', s.position,
           'startedAt', s.started_at, 'endedAt', s.ended_at) ORDER BY s.position)
         FROM agent_step s WHERE s.run_id = r.id), '[]'::jsonb) AS steps
       FROM agent_run r WHERE r.id = $1`,
      [runId],
    );
    return rows[0] ?? { steps: [], matchedSteps: null };
  }

  /** A retried run begins with these steps of the old one (see keptSteps). */
  async copy(tx: Tx, toRun: string, stepIds: readonly string[]): Promise<SessionEvent[]> {
    const { rows } = await tx.query<{ event: SessionEvent }>(
      `WITH step AS (
         INSERT INTO agent_step (id, run_id, key, name, kind, status, input, result, error, note, model, input_tokens, output_tokens, started_at, ended_at)
         SELECT gen_random_uuid(), $1, key, name, kind, status, input, result, error, note, model, input_tokens, output_tokens, started_at, ended_at
         FROM agent_step WHERE id = ANY($2::uuid[]) ORDER BY position RETURNING *
       )
       INSERT INTO session_event (session_id, type, payload)
       SELECT r.session_id, 'step.finished', jsonb_build_object('step', ${stepJson('s')})
       FROM step s JOIN agent_run r ON r.id = $1 ORDER BY s.position
       RETURNING ${EVENT_JSON} AS event`,
      [toRun, stepIds],
    );
    return rows.map((row) => row.event);
  }
}
