import { Injectable } from '@nestjs/common';
import type {
  ChannelType,
  DeliveryPurpose,
  DeliveryStatus,
  DeliveryWhy,
  FeedbackStatus,
  SessionEvent,
} from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';
import type { ChannelAddress, ConversationReference } from '../../channels/index.js';
import { EVENT_JSON } from '../../sessions/index.js';
import type { DeliveryRecord } from '../domain/delivery-record.js';

/** Words in a thread, and where they belong; null: where the session's thread on that channel goes on. */
export interface Note {
  text: string;
  thread: ConversationReference | null;
}

export interface NewAttempt {
  id: string;
  sessionId: string;
  requestId: string | null;
  messageId?: string | null;
  channelId: string;
  purpose: DeliveryPurpose;
  why: DeliveryWhy;
  climb: number;
  tryNo: number;
  status: Extract<DeliveryStatus, 'PENDING' | 'ACCEPTED'>;
  /** Milliseconds from now. */
  dueInMs: number;
  receipt?: ConversationReference;
  targetId?: string | null;
  note?: Note | null;
  retryOf?: string | null;
}

/** Where a request stands: whoever shows an older one shows something stale. */
export interface RequestState {
  status: FeedbackStatus;
  climb: number;
  assigneeId: string;
}

export interface Attempt {
  id: string;
  sessionId: string;
  requestId: string | null;
  /** MESSAGE, and UPDATE of one: what an agent said, and whether it was still growing when the attempt was taken. */
  messageId: string | null;
  growing: boolean;
  channelId: string;
  purpose: DeliveryPurpose;
  climb: number;
  tryNo: number;
  /** SENDING: send it. UNKNOWN: look up what became of it. SKIPPED: it is no longer wanted, and must be skipped. */
  status: Extract<DeliveryStatus, 'SENDING' | 'UNKNOWN' | 'SKIPPED'>;
  lookups: number;
  targetId: string | null;
  note: Note | null;
  address: ChannelAddress;
  /** Newest receipt of the session on this channel. */
  thread: ConversationReference | null;
  /** UPDATE: of the card that is rewritten, and whose channel it went to. */
  targetReceipt: ConversationReference | null;
  /** What a card shows depends on it: the request as it stood when the attempt was taken. */
  state: RequestState | null;
}

/** Past it, the worker that began an attempt is believed dead. While it lives it prolongs the lease (attempt-lease.ts). */
export const LEASE_MS = 3_000;
const LEASE = `interval '${LEASE_MS} ms'`;
/** A BullMQ delay may end a little before the database's clock says so. */
const EARLY = "interval '50 ms'";

/** Its person has removed the address meanwhile, or it is gone, or they are: nothing goes there any more, not even the next try. */
const UNUSABLE = `(c.status NOT IN ('ACTIVE', 'DEGRADED')
  OR EXISTS (SELECT 1 FROM app_user u WHERE u.id = c.user_id AND u.disabled_at IS NOT NULL))`;

/** Past its deadline nobody is sent it any more, unless its person put it off till after that (FB-14). */
const OVERDUE = 'f.expires_at <= now() AND (f.snoozed_until IS NULL OR f.snoozed_until < f.expires_at)';

/** Nobody is shown words that never came: the agent failed before it had any. */
const UNSAID = `(a.purpose = 'MESSAGE' AND m.status <> 'STREAMING' AND m.text = '')`;

/**
 * What goes to one address about one session goes there in its order, one at a time: so a thread begins once, and an agent's
 * words stand before its question. Nobody waits for what is being retried, or is stuck.
 */
const IN_LINE = `NOT EXISTS (SELECT 1 FROM delivery_attempt o WHERE o.session_id = a.session_id AND o.channel_id = a.channel_id
  AND o.id < a.id AND o.ended_at IS NULL AND o.purpose <> 'UPDATE' AND CASE o.status
    WHEN 'SENDING' THEN o.lease_until > now() WHEN 'PENDING' THEN o.due_at BETWEEN now() - interval '10 s' AND now() ELSE false END)`;

/** What is about a request or an agent's words is an event of the session; words of Parley's own are none. */
const TOLD = (a: string) => `num_nonnulls(${a}.request_id, ${a}.message_id) > 0`;

const eventOf = (
  a: string,
) => `'delivery.updated', jsonb_build_object('requestId', ${a}.request_id, 'messageId', ${a}.message_id, 'channel', c.type,
  'attempt', ${a}.attempt_no, 'status', ${a}.status, 'purpose', ${a}.purpose, 'why', ${a}.why, 'error', ${a}.error)`;

const stateJson = (f: string) =>
  `jsonb_build_object('status', ${f}.status, 'climb', ${f}.climb, 'assigneeId', ${f}.assignee_id)`;

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

  /**
   * Takes an attempt that is due. The mark stands before any call, so that a crash in the middle leaves an unknown outcome
   * and not a second send. Null: somebody else is at it, or it is not due, or it has its result.
   */
  async begin(attemptId: string): Promise<Attempt | null> {
    const { rows } = await this.pool.query<Attempt>({
      name: 'attempt-begin',
      text: `WITH found AS (
          SELECT a.id, a.status = 'PENDING' AND (${UNUSABLE} OR ${UNSAID} OR a.purpose IN ('REQUEST', 'REMINDER')
            AND (f.status <> 'PENDING' OR f.climb <> a.climb OR ${OVERDUE})) AS unwanted
          FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
            LEFT JOIN feedback_request f ON f.id = a.request_id LEFT JOIN message m ON m.id = a.message_id
          WHERE a.id = $1 AND (a.purpose = 'UPDATE' OR a.status <> 'PENDING' OR ${IN_LINE})
        ), a AS (
          UPDATE delivery_attempt a SET
            status = CASE WHEN found.unwanted THEN a.status WHEN a.status = 'PENDING' THEN 'SENDING' ELSE 'UNKNOWN' END::"DeliveryStatus",
            started_at = CASE WHEN found.unwanted THEN NULL ELSE coalesce(a.started_at, clock_timestamp()) END,
            lease_until = now() + ${LEASE}
          FROM found WHERE a.id = found.id AND a.ended_at IS NULL AND CASE a.status
            WHEN 'PENDING' THEN a.due_at <= now() + ${EARLY}
            WHEN 'SENDING' THEN a.lease_until IS NULL OR a.lease_until < now()
            ELSE a.due_at <= now() + ${EARLY} AND (a.lease_until IS NULL OR a.lease_until < now()) END
          RETURNING a.*, found.unwanted)
        SELECT a.id, a.session_id AS "sessionId", a.request_id AS "requestId", a.message_id AS "messageId", coalesce(m.status = 'STREAMING', false) AS growing,
          a.channel_id AS "channelId", a.purpose, a.climb, a.try_no AS "tryNo", CASE WHEN a.unwanted THEN 'SKIPPED' ELSE a.status::text END AS status, a.lookups, a.target_id AS "targetId", a.note, t.receipt AS "targetReceipt",
          CASE WHEN f.id IS NOT NULL THEN ${stateJson('f')} END AS state,
          jsonb_build_object('id', c.id, 'userId', c.user_id, 'type', c.type, 'address', c.address, 'integrationId', c.integration_id) AS address,
          coalesce((SELECT s.thread FROM session_thread s WHERE s.session_id = a.session_id AND s.channel_id = a.channel_id),
            (SELECT n.receipt FROM delivery_attempt n WHERE n.session_id = a.session_id AND n.channel_id = a.channel_id AND n.receipt IS NOT NULL
             ORDER BY n.ended_at DESC, n.id DESC LIMIT 1)) AS thread
        FROM a JOIN communication_channel c ON c.id = a.channel_id LEFT JOIN delivery_attempt t ON t.id = a.target_id
          LEFT JOIN feedback_request f ON f.id = a.request_id LEFT JOIN message m ON m.id = a.message_id`,
      values: [attemptId],
    });
    return rows[0] ?? null;
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

  /** Who waited behind what has just ended, and is due. */
  async nextInLine({ sessionId, channelId }: Attempt): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'attempt-next-in-line',
      text: `SELECT id FROM delivery_attempt WHERE session_id = $1 AND channel_id = $2 AND ended_at IS NULL AND status = 'PENDING'
        AND purpose <> 'UPDATE' AND due_at <= now() ORDER BY id LIMIT 1`,
      values: [sessionId, channelId],
    });
    return rows[0]?.id ?? null;
  }

  /**
   * Its call is still under way. What has waited for a lock may come too late, hence the clock and not now(); and whoever
   * took it over has changed its status. @returns whether it is still held
   */
  async hold({ id, status }: Attempt): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'attempt-hold',
      text: `UPDATE delivery_attempt SET lease_until = clock_timestamp() + ${LEASE}
        WHERE id = $1 AND status = $2::"DeliveryStatus" AND ended_at IS NULL AND lease_until > clock_timestamp()`,
      values: [id, status],
    });
    return rowCount === 1;
  }

  /** Nothing was called: it goes back, to be taken again in a moment. */
  async postpone(attemptId: string, ms: number): Promise<void> {
    await this.pool.query(
      `UPDATE delivery_attempt SET status = CASE status WHEN 'SENDING' THEN 'PENDING' ELSE status END, lease_until = NULL,
         due_at = now() + make_interval(secs => $2::float8 / 1000) WHERE id = $1 AND ended_at IS NULL`,
      [attemptId, ms],
    );
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

  /** Attempts that are due and with nobody: taken for a moment, so that one relay hands on each. */
  async takeDue(limit: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'attempt-take-due',
      text: `UPDATE delivery_attempt SET lease_until = CASE status WHEN 'PENDING' THEN now() + ${LEASE}
            WHEN 'SENDING' THEN coalesce(lease_until, now() - ${LEASE}) ELSE lease_until END,
          due_at = CASE status WHEN 'PENDING' THEN due_at ELSE now() END
        WHERE id IN (SELECT id FROM delivery_attempt
          WHERE ended_at IS NULL AND due_at <= now() AND (lease_until IS NULL OR lease_until < now())
          ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      values: [limit],
    });
    return rows.map((row) => row.id);
  }
}
