import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';

/** Who must hear of it when somebody meddles with a question, and where. */
@Injectable()
export class WarningRepository {
  constructor(private readonly pool: PgPool) {}

  /**
   * Where the person who decides a question now hears of meddling with it: on another channel than that one if they can be
   * reached on one, else where they were asked. Null: it is decided, or nowhere outside.
   */
  async channelToWarn(requestId: string, source: ChannelType): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT c.id FROM feedback_request f JOIN communication_channel c ON c.user_id = f.assignee_id
       WHERE f.id = $1 AND f.status = 'PENDING' AND c.type <> 'WEB' AND c.verified_at IS NOT NULL AND c.status IN ('ACTIVE', 'DEGRADED')
         AND (c.type <> $2::"ChannelType" OR EXISTS (SELECT 1 FROM delivery_attempt a WHERE a.request_id = f.id
           AND a.channel_id = c.id AND a.status IN ('SENDING', 'ACCEPTED', 'UNKNOWN')))
       ORDER BY c.type = $2::"ChannelType", c.status = 'DEGRADED', c.position, c.id LIMIT 1`,
      [requestId, source],
    );
    return rows[0]?.id ?? null;
  }

  async isOpen(requestId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(`SELECT 1 FROM feedback_request WHERE id = $1 AND status = 'PENDING'`, [
      requestId,
    ]);
    return rowCount === 1;
  }

  /** Lines of Parley's own in a conversation that begin with these words, in the last hour. */
  async linesLastHour(tx: Tx, sessionId: string, words: string): Promise<number> {
    const { rows } = await tx.query<{ count: string }>(
      `SELECT count(*) FROM message WHERE session_id = $1 AND role = 'SYSTEM' AND type = 'NOTICE' AND starts_with(text, $2)
         AND created_at > now() - interval '1 hour'`,
      [sessionId, words],
    );
    return Number(rows[0]?.count);
  }
}
