import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/prisma/index.js';
import { ChannelRegistry } from '../../channels/index.js';
import { AttemptRepository } from './attempt.repository.js';

interface Card {
  attemptId: string;
  sessionId: string;
  channelId: string;
  climb: number;
}

/** Cards that stand outside: what an adapter accepted and can be rewritten (FB-3). */
@Injectable()
export class Projections {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly channels: ChannelRegistry,
  ) {}

  /**
   * Has every card of a request rewritten that has not been since `why`. Under the session's lock; again without harm.
   * @param keep the channel where the question goes on: its cards stay as they are
   */
  async refresh(
    tx: Tx,
    requestId: string,
    why: 'settled' | 'moved' | 'delegated',
    keep: string | null = null,
  ): Promise<{ events: SessionEvent[]; due: string[] }> {
    const events: SessionEvent[] = [];
    const due: string[] = [];
    for (const card of await this.stale(tx, requestId, why, keep)) {
      const id = newId();
      const { sessionId, channelId, climb, attemptId } = card;
      const event = await this.attempts.insert(tx, {
        ...{ id, sessionId, requestId, channelId, climb, why, targetId: attemptId },
        ...{ purpose: 'UPDATE', tryNo: 1, status: 'PENDING', dueInMs: 0 },
      });
      if (event) events.push(event);
      due.push(id);
    }
    return { events, due };
  }

  /**
   * A card needs its last rewriting once; a pointer again each time the question was asked there anew. Where nothing can be
   * rewritten, an address is told the end once, however often it was asked, and gets no pointer.
   */
  private async stale(tx: Tx, requestId: string, why: string, keep: string | null): Promise<Card[]> {
    const { rows } = await tx.query<Card>({
      name: 'projections-stale',
      text: `SELECT a.id AS "attemptId", a.session_id AS "sessionId", a.channel_id AS "channelId", a.climb
        FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
        WHERE a.request_id = $1 AND a.purpose IN ('REQUEST', 'REMINDER') AND a.status = 'ACCEPTED' AND c.type <> 'WEB'
          AND ($3::uuid IS NULL OR a.channel_id <> $3)
          AND CASE WHEN c.type = ANY ($4::"ChannelType"[])
            THEN $2 <> 'moved' AND NOT EXISTS (SELECT 1 FROM delivery_attempt o WHERE o.request_id = a.request_id
              AND o.channel_id = a.channel_id AND (o.purpose = 'UPDATE' AND o.why = $2
                OR o.purpose IN ('REQUEST', 'REMINDER') AND o.status = 'ACCEPTED' AND o.attempt_no > a.attempt_no))
            ELSE NOT EXISTS (SELECT 1 FROM delivery_attempt u WHERE u.target_id = a.id AND u.why = $2) END
        ORDER BY a.attempt_no`,
      values: [requestId, why, keep, this.channels.withoutRewriting()],
    });
    return rows;
  }
}
