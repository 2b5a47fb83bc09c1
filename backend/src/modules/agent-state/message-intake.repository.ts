import { Injectable } from '@nestjs/common';
import { ReservedPool } from '../../platform/prisma/index.js';

export interface IncomingMessage {
  id: string;
  sessionId: string;
  text: string;
  author: string;
  channel: 'WEB' | 'EMAIL' | 'SLACK';
  createdAt: string;
  /** The id its run will have, if it starts one. */
  runId: string;
}

export interface StoredMessage {
  id: string;
  seq: number;
  at: string;
  /** Null: the session has an active run, which takes the message at its next step. */
  runId: string | null;
}

/**
 * Message, event and run in one statement, for any number of messages at once (DESIGN.md §3 rule 6).
 * The event goes first: its trigger takes the session's row lock, and the run is judged under it. So a run that is
 * ending either sees this message or has ended already, and then the message starts a run of its own.
 */
const STORE = `
WITH input AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::"ChannelType"[], $6::text[], $7::uuid[])
    WITH ORDINALITY AS t (id, session_id, text, author, channel, created_at, run_id, ord)
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
  INSERT INTO agent_run (id, session_id, agent, taken_seq)
  SELECT DISTINCT ON (ev.session_id) i.run_id, ev.session_id, s.agent, max(ev.seq) OVER (PARTITION BY ev.session_id)
  FROM ev JOIN input i ON i.id = ev.id JOIN chat_session s ON s.id = ev.session_id
  ORDER BY ev.session_id, ev.seq
  ON CONFLICT (session_id) WHERE status IN ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK') DO NOTHING
  RETURNING id, session_id
)
SELECT ev.id, ev.seq, to_jsonb(ev.at) AS at, run.id AS "runId"
FROM ev JOIN input i ON i.id = ev.id LEFT JOIN run ON run.id = i.run_id`;

@Injectable()
export class MessageIntakeRepository {
  constructor(private readonly pool: ReservedPool) {}

  /** All or none. A message id that exists already fails the statement with a unique violation (23505). */
  async store(messages: IncomingMessage[]): Promise<StoredMessage[]> {
    const column = <K extends keyof IncomingMessage>(name: K) => messages.map((message) => message[name]);
    const { rows } = await this.pool.query<StoredMessage>({
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
      ],
    });
    return rows;
  }
}
