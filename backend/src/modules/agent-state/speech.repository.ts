import { Injectable } from '@nestjs/common';
import type { Message, SessionEvent } from '@parley/contracts';
import { newId } from '../../kernel/index.js';
import { PgPool, type Tx } from '../../platform/prisma/index.js';
import { EVENT_JSON } from '../sessions/index.js';
import { carryBegun, carryEnded, carryNote } from './carry-words.js';
import { stepJson } from './run-json.js';
import { LeaseLost, type RunLease } from './run-lease.js';
import { fence, lockSession } from './session-lock.js';

/** The message exists from its first token on; a second try after a crash finds it and streams into it anew. */
const OPEN = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, ev AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT fence.session_id, 'message.created', jsonb_build_object('message', $5::jsonb) FROM fence
  WHERE NOT EXISTS (SELECT 1 FROM message WHERE id = $4)
  RETURNING session_id, seq, ${EVENT_JSON} AS event
), msg AS (
  INSERT INTO message (id, session_id, seq, role, status, text, channel, author, run_id, created_at)
  SELECT $4, session_id, seq, 'AGENT', 'STREAMING', '', 'WEB', $5::jsonb ->> 'author', $1, ($5::jsonb ->> 'createdAt')::timestamptz FROM ev
  RETURNING id, session_id
), ${carryBegun('msg', '$6')}
SELECT fence.id, (SELECT event FROM ev) AS event FROM fence`;

const CLOSE = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, msg AS (
  UPDATE message SET text = $5, status = 'SENT' FROM fence WHERE message.id = $4 RETURNING message.id
), done AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT fence.session_id, 'message.completed', jsonb_build_object('messageId', msg.id, 'text', $5::text, 'status', 'SENT')
  FROM fence, msg RETURNING session_id, ${EVENT_JSON} AS event
), step AS (
  UPDATE agent_step SET status = 'COMPLETED', result = coalesce($9::jsonb, to_jsonb($5::text)), input_tokens = $6, output_tokens = $7,
    model = $10, ended_at = now()
  FROM done WHERE agent_step.id = $4 RETURNING agent_step.*
), ev AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT done.session_id, 'step.finished', jsonb_build_object('step', ${stepJson('s')}) FROM done, step s
  RETURNING ${EVENT_JSON} AS event
), ${carryEnded('msg', '$8')}
SELECT done.event AS message, ev.event AS step, ARRAY(SELECT id FROM carried) AS due FROM done, ev`;

/** A text that has come to its end. */
export interface Said {
  text: string;
  /** What the journal keeps instead of the text alone. */
  result?: unknown;
  usage?: { inputTokens: number; outputTokens: number } | undefined;
  model?: string | undefined;
}

export interface Spoken {
  events: SessionEvent[];
  /** Delivery attempts to hand to the queue. */
  due: string[];
}

/** What an agent says. A SAY step and its message share one id. */
@Injectable()
export class SpeechRepository {
  constructor(private readonly pool: PgPool) {}

  /** @returns null when the message stood already. @throws LeaseLost */
  async open(lease: RunLease, message: Message): Promise<SessionEvent | null> {
    const { rows } = await this.pool.query<{ event: SessionEvent | null }>({
      name: 'speech-open',
      text: OPEN,
      values: [lease.runId, lease.version, lease.sessionId, message.id, JSON.stringify(message), newId()],
    });
    if (!rows[0]) throw new LeaseLost();
    return rows[0].event;
  }

  /** Message and journal entry end together. @throws LeaseLost */
  async close(lease: RunLease, id: string, { text, result, usage, model }: Said): Promise<Spoken> {
    const { rows } = await this.pool.query<{ message: SessionEvent; step: SessionEvent; due: string[] }>({
      name: 'speech-close',
      text: CLOSE,
      values: [
        lease.runId,
        lease.version,
        lease.sessionId,
        id,
        text,
        usage?.inputTokens ?? null,
        usage?.outputTokens ?? null,
        newId(),
        result === undefined ? null : JSON.stringify(result),
        model ?? null,
      ],
    });
    if (!rows[0]) throw new LeaseLost();
    const { message, step, due } = rows[0];
    return { events: [message, step], due };
  }

  /**
   * Who waits outside of the web hears that nothing more comes: there no card shows it. Under the session's lock.
   * @returns the delivery attempt to hand to the queue; null: they are in the web app
   */
  async tellFailed(tx: Tx, sessionId: string): Promise<string | null> {
    const id = newId();
    const { rowCount } = await tx.query({
      name: 'speech-tell-failed',
      text: carryNote('$1', '$2', '$3::text'),
      values: [sessionId, id, 'The agent could not finish this. In the web app you see why, and can try again.'],
    });
    return rowCount ? id : null;
  }

  /**
   * Ends the messages that a run left in mid-stream, with what was heard of them so far.
   * @param heard text by message id, as far as this process knows it
   */
  async breakOff(
    tx: Tx,
    runId: string,
    status: 'SENT' | 'FAILED',
    heard: (messageId: string) => string | undefined,
  ): Promise<Spoken> {
    const { rows } = await tx.query<{ id: string }>({
      name: 'speech-half-said',
      text: `SELECT id FROM message WHERE run_id = $1 AND status = 'STREAMING'`,
      values: [runId],
    });
    const spoken: Spoken = { events: [], due: [] };
    for (const { id } of rows) {
      const done = await tx.query<{ event: SessionEvent; due: string[] }>(
        `WITH msg AS (UPDATE message SET text = $2, status = $3::"MessageStatus" WHERE id = $1 RETURNING *), ev AS (
           INSERT INTO session_event (session_id, type, payload)
           SELECT session_id, 'message.completed', jsonb_build_object('messageId', id, 'text', text, 'status', status) FROM msg
           RETURNING ${EVENT_JSON} AS event
         ), ${carryEnded('msg', '$4')}
         SELECT event, ARRAY(SELECT id FROM carried) AS due FROM ev`,
        [id, heard(id) ?? '', status, newId()],
      );
      for (const { event, due } of done.rows) {
        spoken.events.push(event);
        spoken.due.push(...due);
      }
    }
    return spoken;
  }
}
