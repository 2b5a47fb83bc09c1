import { Injectable } from '@nestjs/common';
import type { Message, PlacedMessage, SessionEvent } from '@parley/contracts';
import { PgPool, type Tx } from '../../platform/prisma/index.js';
import { EVENT_JSON } from '../sessions/index.js';
import { messageJson } from './message-json.js';

export interface ConversationTurn {
  role: Message['role'];
  type: Message['type'];
  text: string;
  at: string;
}

export interface FoundMessage {
  sessionId: string;
  /** Of its conversation. */
  title: string;
  role: Message['role'];
  text: string;
  at: string;
}

export interface MessagePlace {
  sessionId: string;
  seq: number;
  text: string;
  status: Message['status'];
}

/** A run and those it is a retry of: it took over their journal, so what they asked and said is its own. */
const RUN_AND_RETRIED = (runId: string) => `
  WITH RECURSIVE chain AS (
    SELECT id, retry_of FROM agent_run WHERE id = ${runId}
    UNION ALL SELECT r.id, r.retry_of FROM agent_run r JOIN chain ON r.id = chain.retry_of)
  SELECT id FROM chain`;

/** Where else an agent's words were brought: the newest try to. */
const CARRIED = `(SELECT jsonb_build_object('channel', c.type, 'status', a.status) FROM delivery_attempt a
  JOIN communication_channel c ON c.id = a.channel_id WHERE a.message_id = m.id AND a.purpose = 'MESSAGE' ORDER BY a.id DESC LIMIT 1)`;

@Injectable()
export class MessageRepository {
  constructor(private readonly pool: PgPool) {}

  /** The newest messages before `before` (by `seq`), oldest first. Cost does not grow with the history. */
  async page(sessionId: string, before: number | undefined, limit: number) {
    const { rows } = await this.pool.query<{ message: PlacedMessage }>({
      name: 'message-page',
      text: `SELECT ${messageJson('m')} || jsonb_build_object('seq', m.seq, 'carried', ${CARRIED}) AS message FROM message m
             WHERE m.session_id = $1 AND m.seq < coalesce($2, 2147483647) ORDER BY m.seq DESC LIMIT $3`,
      values: [sessionId, before ?? null, limit + 1],
    });
    const items = rows.slice(0, limit).map((row) => row.message);
    return { items: items.reverse(), hasMore: rows.length > limit };
  }

  /**
   * What was said up to `upToSeq`, for the agent: texts of both sides, and the questions and answers of earlier runs.
   * The asking run gets its own questions and answers by itself.
   */
  async conversation(sessionId: string, runId: string, upToSeq: number, limit: number): Promise<ConversationTurn[]> {
    const { rows } = await this.pool.query<ConversationTurn>({
      name: 'message-conversation',
      text: `SELECT role, type, text, to_jsonb(created_at) AS at FROM message
             WHERE session_id = $1 AND seq <= $3 AND status = 'SENT'
               -- Commands such as "/switch slack", and what Parley says to them, are nothing an agent must know.
               AND (type <> 'NOTICE' OR feedback_request_id IS NOT NULL)
               AND (type = 'TEXT' OR run_id IS NULL OR run_id NOT IN (${RUN_AND_RETRIED('$2')}))
             ORDER BY seq DESC LIMIT $4`,
      values: [sessionId, runId, upToSeq, limit],
    });
    return rows.reverse();
  }

  /**
   * A line of the conversation that wakes no agent: a command, or what Parley says to it. In the caller's transaction,
   * which holds the session's lock. Null: a line of this id stands already.
   */
  async record(tx: Tx, message: Message): Promise<SessionEvent | null> {
    const { rows } = await tx.query<{ event: SessionEvent }>({
      name: 'message-record',
      text: `WITH ev AS (
          INSERT INTO session_event (session_id, type, payload)
          SELECT ($1::jsonb ->> 'sessionId')::uuid, 'message.created', jsonb_build_object('message', $1::jsonb)
          WHERE NOT EXISTS (SELECT 1 FROM message WHERE id = ($1::jsonb ->> 'id')::uuid)
          RETURNING session_id, seq, payload -> 'message' AS m, ${EVENT_JSON} AS event
        ), msg AS (
          INSERT INTO message (id, session_id, seq, role, type, status, text, channel, author, created_at)
          SELECT (m ->> 'id')::uuid, session_id, seq, (m ->> 'role')::"MessageRole", (m ->> 'type')::"MessageType",
            (m ->> 'status')::"MessageStatus", m ->> 'text',
            (m ->> 'channel')::"ChannelType", m ->> 'author', (m ->> 'createdAt')::timestamptz FROM ev)
        SELECT event FROM ev`,
      values: [JSON.stringify(message)],
    });
    return rows[0]?.event ?? null;
  }

  /** What a recorded line set off is done. Under the session's lock. Null: it was done before. */
  async complete(tx: Tx, id: string): Promise<SessionEvent | null> {
    const { rows } = await tx.query<{ event: SessionEvent }>({
      name: 'message-complete',
      text: `WITH done AS (UPDATE message SET status = 'SENT' WHERE id = $1 AND status = 'PENDING' RETURNING *)
        INSERT INTO session_event (session_id, type, payload)
        SELECT session_id, 'message.completed', jsonb_build_object('messageId', id, 'text', text, 'status', status) FROM done
        RETURNING ${EVENT_JSON} AS event`,
      values: [id],
    });
    return rows[0]?.event ?? null;
  }

  /** An own message of this id, wherever it stands: what a repeated send finds. */
  async placeOf(id: string): Promise<MessagePlace | null> {
    const { rows } = await this.pool.query<MessagePlace>(
      'SELECT session_id AS "sessionId", seq, text, status FROM message WHERE id = $1',
      [id],
    );
    return rows[0] ?? null;
  }

  /** Of one person's own conversations, newest first, those that contain a text. */
  async search(ownerId: string, text: string, limit: number): Promise<FoundMessage[]> {
    const { rows } = await this.pool.query<FoundMessage>({
      name: 'message-search',
      text: `SELECT m.session_id AS "sessionId", s.title, m.role, m.text, to_jsonb(m.created_at) AS at
             FROM message m JOIN chat_session s ON s.id = m.session_id
             WHERE s.owner_id = $1 AND m.status = 'SENT' AND position(lower($2) IN lower(m.text)) > 0
             ORDER BY m.created_at DESC LIMIT $3`,
      values: [ownerId, text, limit],
    });
    return rows;
  }

  /** The agent's last words in a run. */
  async lastOfRun(runId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ text: string }>(
      `SELECT text FROM message WHERE run_id IN (${RUN_AND_RETRIED('$1')}) AND role = 'AGENT' AND type = 'TEXT' AND status = 'SENT'
       ORDER BY seq DESC LIMIT 1`,
      [runId],
    );
    return rows[0]?.text ?? null;
  }
}
