import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackAnswer } from '@parley/contracts';
import { PgPool } from '../../../platform/prisma/index.js';

/** What was understood of an answer and waits for its sender's yes (FB-12). */
export interface Proposal {
  answer: FeedbackAnswer;
  raw: string;
  /** It may as well be the beginning of something new: a no says that it is. */
  fresh: boolean;
}

@Injectable()
export class ProposalRepository {
  constructor(private readonly pool: PgPool) {}

  async find(requestId: string, personId: string, channel: ChannelType): Promise<Proposal | null> {
    const { rows } = await this.pool.query<Proposal>(
      'SELECT answer, raw, fresh FROM answer_proposal WHERE request_id = $1 AND user_id = $2 AND channel = $3::"ChannelType"',
      [requestId, personId, channel],
    );
    return rows[0] ?? null;
  }

  /** The newest understanding takes the place of an older one. Null: forget it. */
  async keep(requestId: string, personId: string, channel: ChannelType, proposal: Proposal | null): Promise<void> {
    if (!proposal) {
      await this.pool.query(
        'DELETE FROM answer_proposal WHERE request_id = $1 AND user_id = $2 AND channel = $3::"ChannelType"',
        [requestId, personId, channel],
      );
      return;
    }
    await this.pool.query(
      `INSERT INTO answer_proposal (request_id, user_id, channel, answer, raw, fresh) VALUES ($1, $2, $3::"ChannelType", $4::jsonb, $5, $6)
       ON CONFLICT (request_id, user_id, channel) DO UPDATE
         SET answer = excluded.answer, raw = excluded.raw, fresh = excluded.fresh, at = now()`,
      [requestId, personId, channel, JSON.stringify(proposal.answer), proposal.raw, proposal.fresh],
    );
  }
}
