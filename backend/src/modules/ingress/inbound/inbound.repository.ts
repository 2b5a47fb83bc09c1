import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { PgPool, type Tx, UnitOfWork } from '../../../platform/prisma/index.js';
import { traceParent } from '../../../platform/telemetry/index.js';
import type { ConversationReference, InboundEvent } from '../../channels/index.js';
import { SessionThreads } from '../../sessions/index.js';
import { storable } from '../domain/storable.js';
import { NOT_TO_US } from './outcome.js';

export interface Receipt {
  id: string;
  source: ChannelType;
  event: InboundEvent;
  /** Milliseconds since it arrived. */
  ageMs: number;
  /** As its channel tells it, else when it arrived. ISO 8601. */
  writtenAt: string;
}

/** Who wrote: a person with a proven address on that channel. */
export interface Sender {
  channelId: string;
  person: { id: string; name: string };
}

interface FoundAttempt {
  id: string;
  sessionId: string;
  requestId: string | null;
  /** It is about a question or an agent's words; else words of Parley's own, in a thread that may be anything's. */
  about: boolean;
  /** A card with a question. */
  card: boolean;
  /** Words of Parley's own. */
  note: boolean;
  /** They warn of somebody else. */
  warning: boolean;
  /** It told the end of a question: what replies to it answers nothing. */
  closing: boolean;
  /** Its result stands. */
  ended: boolean;
  channelId: string;
  address: string;
}
/** `exact`: the channel knows to which message it replies, not only in which thread. */
export interface RepliedTo extends FoundAttempt {
  exact: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Injectable()
export class InboundRepository {
  constructor(
    private readonly pool: PgPool,
    private readonly work: UnitOfWork,
    private readonly threads: SessionThreads,
  ) {}

  /**
   * Keeps what arrived, together with the job that will look at it. A duplicate is kept once.
   * @param outcome what is decided about it already: nothing more will be done
   */
  async store(
    source: ChannelType,
    event: InboundEvent | null,
    externalId: string,
    raw: unknown,
    outcome?: string,
  ): Promise<boolean> {
    return this.work.run(async (tx) => {
      const id = newId();
      const { rowCount } = await tx.query(
        `INSERT INTO inbound_receipt (id, source, external_id, raw, handled_at, outcome)
         VALUES ($1, $2::"ChannelType", $3, $4::jsonb, CASE WHEN $5::text IS NOT NULL THEN now() END, $5)
         ON CONFLICT (source, external_id) DO NOTHING`,
        [id, source, externalId, JSON.stringify(storable({ event, raw })), outcome ?? null],
      );
      if (!rowCount) return false;
      if (outcome === undefined)
        await tx.query(
          `INSERT INTO outbox_job (id, kind, payload) VALUES ($1, 'handle-inbound', jsonb_build_object('receiptId', $2::uuid, 'trace', $3::text))`,
          [newId(), id, traceParent()],
        );
      return true;
    });
  }

  /** Null: it has its outcome. */
  async open(receiptId: string): Promise<Receipt | null> {
    const { rows } = await this.pool.query<Receipt>(
      `SELECT id, source, raw -> 'event' AS event, (extract(epoch FROM now() - received_at) * 1000)::float8 AS "ageMs",
         coalesce((raw #>> '{event,writtenAt}')::timestamptz, received_at) AS "writtenAt" FROM inbound_receipt WHERE id = $1 AND handled_at IS NULL`,
      [receiptId],
    );
    const [row] = rows;
    return row ? { ...row, writtenAt: new Date(row.writtenAt).toISOString() } : null;
  }

  /** @returns false when somebody else was first */
  async close(tx: Tx, receiptId: string, outcome: string): Promise<boolean> {
    const { rowCount } = await tx.query(
      `UPDATE inbound_receipt SET handled_at = now(), outcome = $2, raw = CASE WHEN $3 THEN '{}'::jsonb ELSE raw END
       WHERE id = $1 AND handled_at IS NULL`,
      // What people say to each other is not ours to keep.
      [receiptId, outcome.slice(0, 1_000), outcome === NOT_TO_US],
    );
    return rowCount === 1;
  }

  /** Only a proven address speaks for somebody (FB-10), also while nothing can be sent there; and nobody does whose account is disabled. */
  async sender(source: ChannelType, address: string): Promise<Sender | null> {
    const { rows } = await this.pool.query<Sender>(
      `SELECT c.id AS "channelId", jsonb_build_object('id', u.id, 'name', u.name) AS person
       FROM communication_channel c JOIN app_user u ON u.id = c.user_id
       WHERE c.type = $1::"ChannelType" AND c.address = $2 AND c.status <> 'UNVERIFIED' AND c.verified_at IS NOT NULL AND u.disabled_at IS NULL`,
      [source, address],
    );
    return rows[0] ?? null;
  }

  /**
   * Settles what a receipt is about: the first run decides, every later one does the same (a crash may come after the effect).
   * @returns what was decided
   */
  async decide<T extends object>(receiptId: string, target: T): Promise<T> {
    const { rows } = await this.pool.query<{ target: T }>(
      'UPDATE inbound_receipt SET target = coalesce(target, $2::jsonb) WHERE id = $1 RETURNING target',
      [receiptId, JSON.stringify(target)],
    );
    return rows[0]?.target ?? target;
  }

  /** Has this receipt been applied as an answer already? */
  async wasApplied(receiptId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM feedback_response WHERE id = $1 AND outcome = 'APPLIED'`,
      [receiptId],
    );
    return rowCount === 1;
  }

  /** The attempt a reply is about: by its key, else the newest one in its thread. */
  async attemptOf(
    source: ChannelType,
    { replyTo, thread }: Pick<InboundEvent, 'replyTo' | 'thread'>,
  ): Promise<RepliedTo | null> {
    const exact = replyTo && UUID.test(replyTo) ? await this.attempt(source, 'a.id = $2::uuid', replyTo) : null;
    if (exact) return { ...exact, exact: true };
    const found = thread ? await this.attempt(source, 'a.receipt @> $2::jsonb', JSON.stringify(thread)) : null;
    return found && { ...found, exact: false };
  }

  /** Does it stand in a thread of ours? */
  async isKnown(source: ChannelType, event: InboundEvent): Promise<boolean> {
    if (await this.attemptOf(source, event)) return true;
    return event.thread !== null && (await this.threads.sessionOf(source, event.thread)) !== null;
  }

  /** The question a bounce or an out-of-office reply is about: words of Parley's own in the same thread do not count. */
  async questionOf(
    source: ChannelType,
    { replyTo, thread }: Pick<InboundEvent, 'replyTo' | 'thread'>,
  ): Promise<FoundAttempt | null> {
    const asked = `a.purpose IN ('REQUEST', 'REMINDER')`;
    const exact =
      replyTo && UUID.test(replyTo) ? await this.attempt(source, `${asked} AND a.id = $2::uuid`, replyTo) : null;
    return (
      exact ?? (thread ? this.attempt(source, `${asked} AND a.receipt @> $2::jsonb`, JSON.stringify(thread)) : null)
    );
  }

  /**
   * Did this question arrive at this address before? Who has not seen it there cannot approve it there (FB-11). An answer may be
   * quicker than the record of the send it answers (F59), never older than the send.
   */
  async wasDelivered(requestId: string, channelId: string, writtenAt: string | null): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM delivery_attempt WHERE request_id = $1 AND channel_id = $2 AND status IN ('SENDING', 'ACCEPTED', 'UNKNOWN')
         AND purpose IN ('REQUEST', 'REMINDER') AND ($3::timestamptz IS NULL OR started_at <= $3::timestamptz) LIMIT 1`,
      [requestId, channelId, writtenAt],
    );
    return rowCount === 1;
  }

  /** Was this control on a card of this very request (T5)? One that is being sent just now is not known yet (F59). */
  async cardOf(requestId: string, channelId: string, card: ConversationReference): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM delivery_attempt WHERE request_id = $1 AND channel_id = $2 AND purpose IN ('REQUEST', 'REMINDER')
         AND (receipt @> $3::jsonb OR receipt IS NULL AND status IN ('SENDING', 'UNKNOWN')) LIMIT 1`,
      [requestId, channelId, JSON.stringify(card)],
    );
    return rowCount === 1;
  }

  /**
   * The questions of this session that were still open to the person when they wrote, as far as they could know: what was
   * settled a moment before has not reached their eyes (F36).
   */
  async overtaken(receiptId: string, personId: string, sessionId: string, writtenAt: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT f.id FROM feedback_request f JOIN inbound_receipt r ON r.id = $1
       WHERE f.session_id = $3 AND f.assignee_id = $2 AND f.type <> 'NOTICE' AND f.settled_at > r.received_at - interval '1 s'
         AND f.created_at <= $4::timestamptz`,
      [receiptId, personId, sessionId, writtenAt],
    );
    return rows.map(({ id }) => id);
  }

  /** Which of these questions were asked in this very thread of this address? */
  async askedIn(requestIds: readonly string[], channelId: string, thread: ConversationReference): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ request_id: string }>(
      `SELECT request_id FROM delivery_attempt WHERE request_id = ANY ($1::uuid[]) AND channel_id = $2 AND receipt @> $3::jsonb`,
      [requestIds, channelId, JSON.stringify(thread)],
    );
    return new Set(rows.map((row) => row.request_id));
  }

  /** Which of these questions stand at this address, in whatever thread? */
  async seenAt(requestIds: readonly string[], channelId: string): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ request_id: string }>(
      `SELECT request_id FROM delivery_attempt WHERE request_id = ANY ($1::uuid[]) AND channel_id = $2 AND receipt IS NOT NULL`,
      [requestIds, channelId],
    );
    return new Set(rows.map((row) => row.request_id));
  }

  /** Is something on its way to this address whose thread nobody knows yet (F27)? */
  async isBeingSent(channelId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM delivery_attempt WHERE channel_id = $1 AND ended_at IS NULL AND status IN ('SENDING', 'UNKNOWN') AND purpose <> 'UPDATE' LIMIT 1`,
      [channelId],
    );
    return rowCount === 1;
  }

  /** Replies of Parley's own to one address about one session in the last hour: a bound on every loop (EML-4). */
  async repliesLastHour(tx: Tx, channelId: string, sessionId: string): Promise<number> {
    const { rows } = await tx.query<{ count: string }>(
      `SELECT count(*) FROM delivery_attempt WHERE session_id = $2 AND channel_id = $1 AND purpose = 'NOTE' AND due_at > now() - interval '1 hour'`,
      [channelId, sessionId],
    );
    return Number(rows[0]?.count);
  }

  /** What came in from one address about one session, or to begin one, in the last hour. It does not count itself (F5). */
  async messagesLastHour(receiptId: string, channelId: string, sessionId: string | null): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>(
      sessionId
        ? `SELECT count(*) FROM (SELECT m.created_at FROM message m JOIN communication_channel c ON c.id = $1 AND c.type = m.channel
             WHERE m.session_id = $2 AND m.role = 'USER' AND m.id <> $3 ORDER BY m.seq DESC LIMIT 100) m WHERE m.created_at > now() - interval '1 hour'`
        : `SELECT count(*) FROM session_thread WHERE channel_id = $1 AND created_at > now() - interval '1 hour' AND $2::uuid IS NULL AND session_id <> $3`,
      [channelId, sessionId, receiptId],
    );
    return Number(rows[0]?.count);
  }

  /** The one that began last from this address. Null: none did. */
  async newestSessionAt(channelId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ session_id: string }>(
      'SELECT session_id FROM session_thread WHERE channel_id = $1 ORDER BY created_at DESC LIMIT 1',
      [channelId],
    );
    return rows[0]?.session_id ?? null;
  }

  private async attempt(source: ChannelType, condition: string, value: string): Promise<FoundAttempt | null> {
    const { rows } = await this.pool.query<FoundAttempt>(
      `SELECT a.id, a.session_id AS "sessionId", a.request_id AS "requestId",
         num_nonnulls(a.request_id, a.message_id) > 0 AS about, a.purpose = 'NOTE' AS note, coalesce((a.note ->> 'warning')::boolean, false) AS warning, a.purpose IN ('REQUEST', 'REMINDER') AS card, a.purpose = 'UPDATE' AS closing,
         a.ended_at IS NOT NULL AS ended, a.channel_id AS "channelId", c.address FROM delivery_attempt a
       JOIN communication_channel c ON c.id = a.channel_id WHERE c.type = $1::"ChannelType" AND c.verified_at IS NOT NULL AND ${condition} ORDER BY a.id DESC LIMIT 1`,
      [source, value],
    );
    return rows[0] ?? null;
  }
}

/** Where words about something that arrived go: back to its sender, in its thread. */
export interface ReplyTo {
  channelId: string;
  sessionId: string;
  requestId: string | null;
  thread: ConversationReference | null;
}
