import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';

/** Where sessions go on that began outside of the web (SES-7). What a thread looks like is its channel's business. */
@Injectable()
export class SessionThreads {
  constructor(private readonly pool: PgPool) {}

  /** From now on the session goes on there for this address. A session's thread stays, and so does a thread's session. */
  async bind(sessionId: string, channelId: string, thread: object): Promise<void> {
    await this.pool.query(
      'INSERT INTO session_thread (session_id, channel_id, thread) VALUES ($1, $2, $3::jsonb) ON CONFLICT DO NOTHING',
      [sessionId, channelId, JSON.stringify(thread)],
    );
  }

  async sessionOf(source: ChannelType, thread: object): Promise<string | null> {
    const { rows } = await this.pool.query<{ session_id: string }>(
      `SELECT t.session_id FROM session_thread t JOIN communication_channel c ON c.id = t.channel_id
       WHERE c.type = $1::"ChannelType" AND t.thread @> $2::jsonb ORDER BY t.created_at LIMIT 1`,
      [source, JSON.stringify(thread)],
    );
    return rows[0]?.session_id ?? null;
  }
}
