import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackAnswer } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { PgPool, type Tx, UnitOfWork } from '../../../platform/prisma/index.js';
import type { ConversationReference, InboundEvent } from '../../channels/index.js';

export interface Receipt {
  id: string;
  source: ChannelType;
  event: InboundEvent;
}

/** Who wrote: a person with a proven address on that channel. */
export interface Sender {
  channelId: string;
  person: { id: string; name: string };
}

/** What was understood of an answer and waits for its sender's yes (FB-12). */
export interface Proposal {
  answer: FeedbackAnswer;
  raw: string;
}

@Injectable()
export class InboundRepository {
  constructor(
    private readonly pool: PgPool,
    private readonly work: UnitOfWork,
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
        [id, source, externalId, JSON.stringify({ event, raw }), outcome ?? null],
      );
      if (!rowCount) return false;
      if (outcome === undefined)
        await tx.query(
          `INSERT INTO outbox_job (id, kind, payload) VALUES ($1, 'handle-inbound', jsonb_build_object('receiptId', $2::uuid))`,
          [newId(), id],
        );
      return true;
    });
  }

  /** Null: it has its outcome. */
  async open(receiptId: string): Promise<Receipt | null> {
    const { rows } = await this.pool.query<Receipt>(
      `SELECT id, source, raw -> 'event' AS event FROM inbound_receipt WHERE id = $1 AND handled_at IS NULL`,
      [receiptId],
    );
    return rows[0] ?? null;
  }

  /** @returns false when somebody else was first */
  async close(tx: Tx, receiptId: string, outcome: string): Promise<boolean> {
    const { rowCount } = await tx.query(
      'UPDATE inbound_receipt SET handled_at = now(), outcome = $2 WHERE id = $1 AND handled_at IS NULL',
      [receiptId, outcome.slice(0, 1_000)],
    );
    return rowCount === 1;
  }

  /** Only a proven address speaks for somebody (FB-10), and nobody does whose account is disabled. */
  async sender(source: ChannelType, address: string): Promise<Sender | null> {
    const { rows } = await this.pool.query<Sender>(
      `SELECT c.id AS "channelId", jsonb_build_object('id', u.id, 'name', u.name) AS person
       FROM communication_channel c JOIN app_user u ON u.id = c.user_id
       WHERE c.type = $1::"ChannelType" AND c.address = $2 AND c.status IN ('ACTIVE', 'DEGRADED') AND u.disabled_at IS NULL`,
      [source, address],
    );
    return rows[0] ?? null;
  }

  /** The attempt a reply is about: by its key, else the newest one in its thread. A thread stands in each of its receipts. */
  async attemptOf(
    source: ChannelType,
    { replyTo, thread }: Pick<InboundEvent, 'replyTo' | 'thread'>,
  ): Promise<{ id: string; sessionId: string; requestId: string | null; exact: boolean } | null> {
    const { rows } = await this.pool.query<{ id: string; sessionId: string; requestId: string | null; exact: boolean }>(
      `SELECT a.id, a.session_id AS "sessionId", a.request_id AS "requestId", a.id::text = $2 AS exact
       FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
       WHERE c.type = $1::"ChannelType" AND (a.id::text = $2 OR ($3::jsonb IS NOT NULL AND a.receipt @> $3::jsonb))
       ORDER BY a.id::text = $2 DESC, a.id DESC LIMIT 1`,
      [source, replyTo ?? '', thread ? JSON.stringify(thread) : null],
    );
    return rows[0] ?? null;
  }

  /** Whose request it was sent for, when somebody else replies to it. */
  async ownerChannel(attemptId: string): Promise<{ channelId: string; sessionId: string } | null> {
    const { rows } = await this.pool.query<{ channelId: string; sessionId: string }>(
      'SELECT channel_id AS "channelId", session_id AS "sessionId" FROM delivery_attempt WHERE id = $1',
      [attemptId],
    );
    return rows[0] ?? null;
  }

  async proposal(requestId: string, personId: string, channel: ChannelType): Promise<Proposal | null> {
    const { rows } = await this.pool.query<Proposal>(
      'SELECT answer, raw FROM answer_proposal WHERE request_id = $1 AND user_id = $2 AND channel = $3::"ChannelType"',
      [requestId, personId, channel],
    );
    return rows[0] ?? null;
  }

  /** The newest understanding takes the place of an older one. Null: forget it. */
  async propose(requestId: string, personId: string, channel: ChannelType, proposal: Proposal | null): Promise<void> {
    if (!proposal) {
      await this.pool.query(
        'DELETE FROM answer_proposal WHERE request_id = $1 AND user_id = $2 AND channel = $3::"ChannelType"',
        [requestId, personId, channel],
      );
      return;
    }
    await this.pool.query(
      `INSERT INTO answer_proposal (request_id, user_id, channel, answer, raw) VALUES ($1, $2, $3::"ChannelType", $4::jsonb, $5)
       ON CONFLICT (request_id, user_id, channel) DO UPDATE SET answer = excluded.answer, raw = excluded.raw, at = now()`,
      [requestId, personId, channel, JSON.stringify(proposal.answer), proposal.raw],
    );
  }
}

/** Where words about something that arrived go: back to its sender, in its thread. */
export interface ReplyTo {
  channelId: string;
  sessionId: string;
  requestId: string | null;
  thread: ConversationReference | null;
}
