import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../platform/prisma/index.js';
import type { Line, RunState, TaskRow } from './domain/task.js';

/** Runs with where they stand: those that wait, and have an open question to wait for, want input. */
const TASKS = `
  SELECT r.id, r.session_id AS "sessionId", r.agent, r.error, s.owner_id AS "ownerId", r.taken_seq AS "takenSeq",
    coalesce(r.ended_at, st.since, r.created_at) AS since,
    CASE r.status WHEN 'COMPLETED' THEN 'COMPLETED' WHEN 'FAILED' THEN 'FAILED' WHEN 'CANCELLED' THEN 'CANCELED'
      ELSE CASE WHEN r.status = 'WAITING_FOR_FEEDBACK' AND r.wake_count <= r.seen_wake AND EXISTS (
        SELECT 1 FROM feedback_request f WHERE f.run_id = r.id AND f.status = 'PENDING' AND f.question ->> 'type' <> 'NOTICE')
      THEN 'INPUT_REQUIRED' ELSE 'WORKING' END END AS state
  FROM agent_run r JOIN chat_session s ON s.id = r.session_id
  LEFT JOIN agent_state st ON st.session_id = r.session_id AND st.run_id = r.id`;

const ROW = `t.id, t."sessionId", t.agent, t.state, t.error, to_jsonb(t.since) #>> '{}' AS at`;

/** A run and those it is a retry of: what they said and asked is its own. */
const CHAIN = `
  RECURSIVE chain AS (
    SELECT id, retry_of FROM agent_run WHERE id = $1
    UNION ALL SELECT r.id, r.retry_of FROM agent_run r JOIN chain ON r.id = chain.retry_of)`;

export interface TaskFilter {
  ownerId: string;
  sessionId: string | null;
  state: RunState | null;
  /** ISO 8601. */
  since: string | null;
  /** The last row of the page before. */
  before: { at: string; id: string } | null;
  limit: number;
}

@Injectable()
export class TaskRepository {
  constructor(private readonly pool: PgPool) {}

  /** Null: there is none, or it is somebody else's. */
  async find(ownerId: string, runId: string): Promise<TaskRow | null> {
    const text = `SELECT ${ROW} FROM (${TASKS} WHERE r.id = $1) t WHERE t."ownerId" = $2`;
    const { rows } = await this.pool.query<TaskRow>({ name: 'task-find', text, values: [runId, ownerId] });
    return rows[0] ?? null;
  }

  /** The run that was handed a message: before one was, the newest, which takes it next. */
  async ofMessage(sessionId: string, seq: number): Promise<TaskRow | null> {
    const { rows } = await this.pool.query<TaskRow>(
      `SELECT ${ROW} FROM (${TASKS} WHERE r.session_id = $1) t JOIN agent_run r ON r.id = t.id
       ORDER BY t."takenSeq" < $2, CASE WHEN t."takenSeq" >= $2 THEN r.created_at END, r.created_at DESC, r.id DESC LIMIT 1`,
      [sessionId, seq],
    );
    return rows[0] ?? null;
  }

  /** Newest first, by when they came to stand where they stand; `total` counts all that fit, on whatever page. */
  async list(filter: TaskFilter): Promise<{ rows: TaskRow[]; total: number }> {
    const { ownerId, sessionId, state, since, before, limit } = filter;
    const fits = `FROM (${TASKS} WHERE s.owner_id = $1 AND ($2::uuid IS NULL OR r.session_id = $2)) t
      WHERE ($3::text IS NULL OR t.state = $3) AND ($4::timestamptz IS NULL OR t.since >= $4)`;
    const values = [ownerId, sessionId, state, since];
    const [page, count] = await Promise.all([
      this.pool.query<TaskRow>(
        `SELECT ${ROW} ${fits} AND ($5::timestamptz IS NULL OR (t.since, t.id) < ($5, $6::uuid))
         ORDER BY t.since DESC, t.id DESC LIMIT $7`,
        [...values, before?.at ?? null, before?.id ?? null, limit],
      ),
      this.pool.query<{ total: number }>(`SELECT count(*)::int AS total ${fits}`, values),
    ]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }

  /** What its agent said, oldest first. */
  async said(runId: string, limit: number): Promise<Line[]> {
    const { rows } = await this.pool.query<Line>(
      `WITH ${CHAIN} SELECT m.id, m.role, m.text FROM message m WHERE m.run_id IN (SELECT id FROM chain)
         AND m.role = 'AGENT' AND m.type = 'TEXT' AND m.status = 'SENT' ORDER BY m.seq DESC LIMIT $2`,
      [runId, limit],
    );
    return rows.reverse();
  }

  /** What it is saying right now. */
  async saying(runId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM message WHERE run_id = $1 AND status = 'STREAMING'`,
      [runId],
    );
    return rows.map((row) => row.id);
  }

  /** What it was told, what it asked and what it was answered, oldest first. What it says is its result, not its history. */
  async history(runId: string, limit: number): Promise<Line[]> {
    const { rows } = await this.pool.query<Line>(
      `WITH ${CHAIN}, own AS (
         SELECT r.*, coalesce((SELECT max(p.taken_seq) FROM agent_run p
           WHERE p.session_id = r.session_id AND p.created_at < r.created_at AND p.taken_seq < r.taken_seq), 0) AS after
         FROM agent_run r WHERE r.id = $1)
       SELECT m.id, m.role, m.text FROM own JOIN message m ON m.session_id = own.session_id
       WHERE m.status = 'SENT' AND m.role <> 'SYSTEM' AND (
         (m.run_id IN (SELECT id FROM chain) AND m.type <> 'TEXT')
         OR (m.role = 'USER' AND m.type = 'TEXT' AND m.seq > own.after AND (m.seq <= own.taken_seq OR own.ended_at IS NULL)))
       ORDER BY m.seq DESC LIMIT $2`,
      [runId, limit],
    );
    return rows.reverse();
  }

  /** Whether an answer of this id was taken before, for a question of this run. */
  async wasAnswered(runId: string, responseId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM feedback_response a JOIN feedback_request f ON f.id = a.request_id WHERE a.id = $1 AND f.run_id = $2`,
      [responseId, runId],
    );
    return rowCount === 1;
  }
}
