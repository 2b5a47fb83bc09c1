import { Injectable } from '@nestjs/common';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';
import type { ChannelAddress, ConversationReference } from '../../channels/index.js';

/** What an agent says, as far as it is stored: nothing while it is being made. */
export interface Words {
  sessionId: string;
  agent: string;
  text: string;
  growing: boolean;
}

/** Where words are being brought while they grow. */
export interface Showing {
  /** It waits to be hurried. */
  waiting: boolean;
  address: ChannelAddress;
  /** Null: not there yet. */
  receipt: ConversationReference | null;
}

/** Agents' words on their way to other channels. */
@Injectable()
export class WordsRepository {
  constructor(private readonly pool: PgPool) {}

  async find(messageId: string, tx: Tx = this.pool): Promise<Words | null> {
    const { rows } = await tx.query<Words>({
      name: 'words-find',
      text: `SELECT session_id AS "sessionId", author AS agent, text, status = 'STREAMING' AS growing FROM message WHERE id = $1`,
      values: [messageId],
    });
    return rows[0] ?? null;
  }

  /** Null: they go nowhere else. */
  async showing(messageId: string): Promise<Showing | null> {
    const { rows } = await this.pool.query<Showing>({
      name: 'words-showing',
      text: `SELECT a.due_at = 'infinity' AS waiting, a.receipt,
          jsonb_build_object('id', c.id, 'userId', c.user_id, 'type', c.type, 'address', c.address, 'integrationId', c.integration_id) AS address
        FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
        WHERE a.message_id = $1 AND a.purpose = 'MESSAGE' ORDER BY a.id DESC LIMIT 1`,
      values: [messageId],
    });
    return rows[0] ?? null;
  }

  /** They are to be there already while they grow. @returns the attempt to hand to the queue; null: it is due, or done */
  async hurry(messageId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'words-hurry',
      text: `UPDATE delivery_attempt SET due_at = now()
        WHERE message_id = $1 AND purpose = 'MESSAGE' AND status = 'PENDING' AND due_at = 'infinity' RETURNING id`,
      values: [messageId],
    });
    return rows[0]?.id ?? null;
  }
}
