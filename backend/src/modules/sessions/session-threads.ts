import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';

/** Where sessions go on that began outside of the web (SES-7). What a thread looks like is its channel's business. */
@Injectable()
export class SessionThreads {
  constructor(private readonly pool: PgPool) {}

  /** From now on the session goes on there for this address, unless another one stands there. A session's thread stays, and so does a thread's session. */
  async bind(sessionId: string, channelId: string, thread: object): Promise<void> {
    const values = [sessionId, channelId, JSON.stringify(thread)];
    // Of an address that its person gave up: whoever has it now begins anew.
    await this.pool.query(
      `DELETE FROM session_thread t USING communication_channel c
       WHERE c.id = t.channel_id AND c.verified_at IS NULL AND t.thread = $1::jsonb`,
      [values[2]],
    );
    await this.pool.query(
      `INSERT INTO session_thread (session_id, channel_id, thread) SELECT $1, $2, $3::jsonb
       WHERE NOT EXISTS (SELECT 1 FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
         WHERE a.receipt @> $3::jsonb AND a.session_id <> $1 AND a.purpose <> 'NOTE' AND c.verified_at IS NOT NULL)
       ON CONFLICT DO NOTHING`,
      values,
    );
  }

  async sessionOf(source: ChannelType, thread: object): Promise<string | null> {
    const { rows } = await this.pool.query<{ session_id: string }>(
      `SELECT t.session_id FROM session_thread t JOIN communication_channel c ON c.id = t.channel_id
       WHERE c.type = $1::"ChannelType" AND c.verified_at IS NOT NULL AND t.thread @> $2::jsonb ORDER BY t.created_at LIMIT 1`,
      [source, JSON.stringify(thread)],
    );
    return rows[0]?.session_id ?? null;
  }
}
