import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { ReservedPool } from '../../platform/prisma/index.js';
import { EVENT_JSON } from '../sessions/index.js';
import { type TakenRow, type TakenRun, takenAt } from './run-lease.js';
import { setState } from './session-lock.js';
import { owned, recordRun, takenJson } from './take-sql.js';

export interface IncomingMessage {
  id: string;
  sessionId: string;
  text: string;
  author: string;
  channel: 'WEB' | 'EMAIL' | 'SLACK';
  createdAt: string;
  /** The id its run will have, if it starts one. */
  runId: string;
  /** The trace to which that run belongs, if any is made. */
  trace: string | null;
}

export interface StoredMessage {
  id: string;
  seq: number;
  at: string;
  /** Null: the session has an active run, which takes the message at its next step. */
  runId: string | null;
  /** That run, when this process holds it now, and what its log tells of that. */
  taken: { run: TakenRun; event: SessionEvent } | null;
}

/**
 * Message, event and run in one statement, for any number of messages at once (DESIGN.md §3 rule 6).
 * The event goes first: its trigger takes the session's row lock, and the run is judged under it. So a run that is
 * ending either sees this message or has ended already, and then the message starts a run of its own. Who has room for
 * that run takes it here, before anybody else knows of it.
 */
const STORE = `
WITH input AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::"ChannelType"[], $6::text[], $7::uuid[], $8::text[])
    WITH ORDINALITY AS t (id, session_id, text, author, channel, created_at, run_id, trace, ord)
), ev AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT session_id, 'message.created', jsonb_build_object('message', jsonb_build_object(
    'id', id, 'sessionId', session_id, 'role', 'USER', 'type', 'TEXT', 'status', 'SENT', 'text', text,
    'channel', channel, 'author', author, 'runId', null, 'feedbackRequestId', null, 'createdAt', created_at))
  FROM input ORDER BY session_id, ord
  RETURNING session_id, seq, at, (payload #>> '{message,id}')::uuid AS id
), msg AS (
  INSERT INTO message (id, session_id, seq, role, status, text, channel, author, created_at)
  SELECT i.id, i.session_id, ev.seq, 'USER', 'SENT', i.text, i.channel, i.author, i.created_at::timestamptz
  FROM ev JOIN input i ON i.id = ev.id
), run AS (
  INSERT INTO agent_run (id, session_id, agent, taken_seq, trace, status, lease_version, lease_until)
  SELECT DISTINCT ON (ev.session_id) i.run_id, ev.session_id, s.agent, max(ev.seq) OVER (PARTITION BY ev.session_id), i.trace,
    CASE WHEN $9::float8 IS NULL THEN 'QUEUED' ELSE 'RUNNING' END::"RunStatus", ($9 IS NOT NULL)::int, now() + make_interval(secs => $9 / 1000)
  FROM ev JOIN input i ON i.id = ev.id JOIN chat_session s ON s.id = ev.session_id
  ORDER BY ev.session_id, ev.seq
  ON CONFLICT (session_id) WHERE status IN ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK') DO NOTHING
  RETURNING *
), held AS (
  SELECT * FROM run WHERE status = 'RUNNING'
), ${setState('held', `'THINKING'`, 'held.id', 'NULL')}, goes AS (
  ${recordRun('held')} RETURNING session_id, ${EVENT_JSON} AS event
), taken AS (
  SELECT t.id, jsonb_build_object('run', ${takenJson(`'[]'::jsonb`)}, 'event', goes.event) AS taken
  FROM ${owned('held')} JOIN goes ON goes.session_id = t.session_id
)
SELECT ev.id, ev.seq, to_jsonb(ev.at) AS at, run.id AS "runId", taken.taken
FROM ev JOIN input i ON i.id = ev.id LEFT JOIN run ON run.id = i.run_id LEFT JOIN taken ON taken.id = run.id`;

type StoredRow = Omit<StoredMessage, 'taken'> & { taken: { run: TakenRow; event: SessionEvent } | null };

@Injectable()
export class MessageIntakeRepository {
  constructor(private readonly pool: ReservedPool) {}

  /**
   * All or none. A message id that exists already fails the statement with a unique violation (23505).
   * @param leaseMs for how long this process takes the runs that begin, in milliseconds; null: they wait for a worker
   */
  async store(messages: IncomingMessage[], leaseMs: number | null): Promise<StoredMessage[]> {
    const column = <K extends keyof IncomingMessage>(name: K) => messages.map((message) => message[name]);
    const asked = performance.now();
    const { rows } = await this.pool.query<StoredRow>({
      name: 'message-intake',
      text: STORE,
      values: [
        column('id'),
        column('sessionId'),
        column('text'),
        column('author'),
        column('channel'),
        column('createdAt'),
        column('runId'),
        column('trace'),
        leaseMs,
      ],
    });
    return rows.map(({ taken, ...row }) => ({
      ...row,
      taken: taken && leaseMs !== null ? { ...taken, run: takenAt(taken.run, asked, leaseMs) } : null,
    }));
  }
}
