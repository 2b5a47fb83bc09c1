import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackAnswer } from '@parley/contracts';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';

/** What was understood of an answer and waits for its sender's yes (FB-12). */
export interface Proposal {
  /** By what it was understood: handled once more after a crash, that is no yes to itself. */
  receiptId: string | null;
  answer: FeedbackAnswer;
  raw: string;
  /** It may as well be the beginning of something new: a no says that it is. */
  fresh: boolean;
}

/** One for each question, person and channel. */
export interface ProposalPlace {
  /** Of the question. */
  sessionId: string;
  requestId: string;
  personId: string;
  channel: ChannelType;
}

@Injectable()
export class ProposalRepository {
  constructor(private readonly pool: PgPool) {}

  async find({ requestId, personId, channel }: ProposalPlace): Promise<Proposal | null> {
    const { rows } = await this.pool.query<Proposal>(
      `SELECT receipt_id AS "receiptId", answer, raw, fresh FROM answer_proposal
       WHERE request_id = $1 AND user_id = $2 AND channel = $3::"ChannelType"`,
      [requestId, personId, channel],
    );
    return rows[0] ?? null;
  }

  /** The newest understanding takes the place of an older one. */
  async keep({ requestId, personId, channel }: ProposalPlace, proposal: Proposal): Promise<void> {
    const { answer, raw, fresh, receiptId } = proposal;
    await this.pool.query(
      `INSERT INTO answer_proposal (request_id, user_id, channel, answer, raw, fresh, receipt_id)
       VALUES ($1, $2, $3::"ChannelType", $4::jsonb, $5, $6, $7)
       ON CONFLICT (request_id, user_id, channel) DO UPDATE
         SET answer = excluded.answer, raw = excluded.raw, fresh = excluded.fresh, receipt_id = excluded.receipt_id, at = now()`,
      [requestId, personId, channel, JSON.stringify(answer), raw, fresh, receiptId],
    );
  }

  async forget(tx: Tx, { requestId, personId, channel }: ProposalPlace): Promise<void> {
    await tx.query(
      'DELETE FROM answer_proposal WHERE request_id = $1 AND user_id = $2 AND channel = $3::"ChannelType"',
      [requestId, personId, channel],
    );
  }
}
