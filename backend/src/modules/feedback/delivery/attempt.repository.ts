import { Injectable } from '@nestjs/common';
import type { ChannelType, SessionEvent } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';
import { EVENT_JSON } from '../../sessions/index.js';
import type { DeliveryRecord } from '../domain/delivery-record.js';
import { type NewAttempt, UNUSABLE } from './attempt.js';

/** What is about a request or an agent's words is an event of the session; words of Parley's own are none. */
const TOLD = (a: string) => `num_nonnulls(${a}.request_id, ${a}.message_id) > 0`;

const eventOf = (
  a: string,
) => `'delivery.updated', jsonb_build_object('requestId', ${a}.request_id, 'messageId', ${a}.message_id, 'channel', c.type,
  'attempt', ${a}.attempt_no, 'status', ${a}.status, 'purpose', ${a}.purpose, 'why', ${a}.why, 'error', ${a}.error)`;

@Injectable()
export class AttemptRepository {
  constructor(private readonly pool: PgPool) {}

  /** Under the session's lock. Null: words about no request are no event of the session. */
  async insert(tx: Tx, attempt: NewAttempt): Promise<SessionEvent | null> {
    const { rows } = await tx.query<{ event: SessionEvent }>({
      name: 'attempt-insert',
      text: `WITH a AS (
          INSERT INTO delivery_attempt (id, session_id, request_id, channel_id, purpose, why, climb, try_no, status, due_at, started_at,
            ended_at, receipt, target_id, note, retry_of, message_id)
          SELECT $1, $2, $3, $4, $5::"DeliveryPurpose", $6, $7, $8, $9::"DeliveryStatus",
            CASE WHEN $10::float8 > 0 THEN clock_timestamp() + make_interval(secs => $10::float8 / 1000) ELSE now() END,
            CASE WHEN $9 = 'ACCEPTED' THEN now() END, CASE WHEN $9 = 'ACCEPTED' THEN now() END, $11::jsonb, $12, $13::jsonb, $14, $15
          RETURNING *)
        INSERT INTO session_event (session_id, type, payload)
        SELECT a.session_id, ${eventOf('a')} FROM a JOIN communication_channel c ON c.id = a.channel_id WHERE ${TOLD('a')}
        RETURNING ${EVENT_JSON} AS event`,
      values: [
        ...[attempt.id, attempt.sessionId, attempt.requestId, attempt.channelId, attempt.purpose, attempt.why],
        ...[attempt.climb, attempt.tryNo, attempt.status, attempt.dueInMs],
        ...[attempt.receipt ? JSON.stringify(attempt.receipt) : null, attempt.targetId ?? null],
        ...[attempt.note ? JSON.stringify(attempt.note) : null, attempt.retryOf ?? null],
        attempt.messageId ?? null,
      ],
    });
    return rows[0]?.event ?? null;
  }

  /** The same once more, as a new attempt. Under the session's lock. Null: somebody has done so already. */
  async repeat(tx: Tx, attemptId: string): Promise<{ id: string; event: SessionEvent | null } | null> {
    const { rows } = await tx.query<Omit<NewAttempt, 'id' | 'why' | 'status' | 'dueInMs'>>(
      `SELECT session_id AS "sessionId", request_id AS "requestId", message_id AS "messageId", channel_id AS "channelId", purpose, climb, 1 AS "tryNo",
         target_id AS "targetId", note, id AS "retryOf" FROM delivery_attempt a
       WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM delivery_attempt r WHERE r.retry_of = a.id)`,
      [attemptId],
    );
    if (!rows[0]) return null;
    const id = newId();
    return { id, event: await this.insert(tx, { ...rows[0], id, why: 'operator', status: 'PENDING', dueInMs: 0 }) };
  }

  /** Under the session's lock. Null: another worker recorded a result meanwhile. */
  async finish(tx: Tx, attemptId: string, record: DeliveryRecord): Promise<{ event: SessionEvent | null } | null> {
    const { rows } = await tx.query<{ event: SessionEvent | null }>({
      name: 'attempt-finish',
      text: `WITH a AS (
          UPDATE delivery_attempt SET status = $2::"DeliveryStatus", receipt = $3::jsonb, error_kind = $4, error = $5,
            ended_at = CASE WHEN $6 THEN now() END, lease_until = CASE WHEN $6 THEN lease_until END,
            retry_at = now() + make_interval(secs => $7::float8 / 1000),
            due_at = CASE WHEN $6 THEN due_at ELSE now() + make_interval(secs => $8::float8 / 1000) END,
            lookups = lookups + CASE WHEN $6 THEN 0 ELSE 1 END, dead = $9
          WHERE id = $1 AND ended_at IS NULL AND status IN ('SENDING', 'UNKNOWN') RETURNING *
        ), ev AS (
          INSERT INTO session_event (session_id, type, payload)
          SELECT a.session_id, ${eventOf('a')} FROM a JOIN communication_channel c ON c.id = a.channel_id WHERE ${TOLD('a')}
          RETURNING ${EVENT_JSON} AS event)
        SELECT (SELECT event FROM ev) AS event FROM a`,
      values: [
        ...[attemptId, record.status, record.receipt ? JSON.stringify(record.receipt) : null, record.errorKind],
        ...[record.error, record.final, record.retryAfterMs, record.lookAgainMs, record.dead],
      ],
    });
    return rows[0] ?? null;
  }

  /** It is no longer wanted, and nothing was called. Under the session's lock. Null: somebody has skipped it already. */
  async skip(tx: Tx, attemptId: string): Promise<{ event: SessionEvent | null } | null> {
    const { rows } = await tx.query<{ event: SessionEvent | null }>({
      name: 'attempt-skip-one',
      text: `WITH a AS (
          UPDATE delivery_attempt SET status = 'SKIPPED', ended_at = now() WHERE id = $1 AND status = 'PENDING' RETURNING *
        ), ev AS (
          INSERT INTO session_event (session_id, type, payload)
          SELECT a.session_id, ${eventOf('a')} FROM a JOIN communication_channel c ON c.id = a.channel_id WHERE ${TOLD('a')}
          RETURNING ${EVENT_JSON} AS event)
        SELECT (SELECT event FROM ev) AS event FROM a`,
      values: [attemptId],
    });
    return rows[0] ?? null;
  }

  /**
   * What was not begun yet is no longer wanted. Under the session's lock.
   * @param only `unusable`: where the address cannot be asked any more
   */
  async skipPending(tx: Tx, requestId: string, only: 'all' | 'unusable' = 'all'): Promise<SessionEvent[]> {
    const { rows } = await tx.query<{ event: SessionEvent }>({
      name: 'attempt-skip',
      text: `WITH a AS (
          UPDATE delivery_attempt a SET status = 'SKIPPED', ended_at = now() FROM communication_channel c
          WHERE c.id = a.channel_id AND a.request_id = $1 AND a.status = 'PENDING' AND a.purpose IN ('REQUEST', 'REMINDER')
            AND ($2 = 'all' OR ${UNUSABLE}) RETURNING a.*)
        INSERT INTO session_event (session_id, type, payload)
        SELECT a.session_id, ${eventOf('a')} FROM a JOIN communication_channel c ON c.id = a.channel_id
        RETURNING ${EVENT_JSON} AS event`,
      values: [requestId, only],
    });
    return rows.map((row) => row.event);
  }

  /** Once, and only of a question that was accepted. @returns the request whose ladder must be looked at; null: nothing new */
  async recordReturn(tx: Tx, attemptId: string, returned: 'away' | 'bounced'): Promise<string | null> {
    const { rows } = await tx.query<{ request_id: string | null }>(
      `UPDATE delivery_attempt SET returned = $2
       WHERE id = $1 AND status = 'ACCEPTED' AND returned IS NULL AND purpose IN ('REQUEST', 'REMINDER') RETURNING request_id`,
      [attemptId, returned],
    );
    return rows[0]?.request_id ?? null;
  }

  /** Where a request is asked now: the channel of its newest attempt in its present climb that arrived, or still may. */
  async homeOf(requestId: string, tx: Tx = this.pool): Promise<{ channelId: string; type: ChannelType } | null> {
    const { rows } = await tx.query<{ channelId: string; type: ChannelType }>({
      name: 'attempt-home',
      text: `SELECT a.channel_id AS "channelId", c.type FROM feedback_request f
        JOIN delivery_attempt a ON a.request_id = f.id AND a.climb = f.climb AND a.purpose IN ('REQUEST', 'REMINDER')
        JOIN communication_channel c ON c.id = a.channel_id WHERE f.id = $1 AND a.status NOT IN ('FAILED', 'SKIPPED') AND a.returned IS DISTINCT FROM 'bounced'
        ORDER BY a.attempt_no DESC LIMIT 1`,
      values: [requestId],
    });
    return rows[0] ?? null;
  }

  /** Where it was asked, in that order. */
  async channelsAsked(requestId: string): Promise<ChannelType[]> {
    const { rows } = await this.pool.query<{ type: ChannelType }>(
      `SELECT c.type FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
       WHERE a.request_id = $1 AND a.purpose = 'REQUEST' AND a.status IN ('ACCEPTED', 'UNKNOWN', 'FAILED')
       GROUP BY c.type ORDER BY min(a.attempt_no)`,
      [requestId],
    );
    return rows.map(({ type }) => type);
  }
}
