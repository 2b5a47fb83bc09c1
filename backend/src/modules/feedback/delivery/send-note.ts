import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/prisma/index.js';
import type { ConversationReference } from '../../channels/index.js';

/** Words to a person on one of their channels, through the same pipeline as a question: kept, retried, looked up. */
@Injectable()
export class SendNote {
  /**
   * In the caller's transaction. It needs no lock of the session: it is no event of it.
   * @returns the attempt to hand to the queue; null: these words stand already, under the same id
   */
  async write(
    tx: Tx,
    note: {
      id: string;
      channelId: string;
      sessionId: string;
      requestId: string | null;
      thread: ConversationReference | null;
      text: string;
      warning?: boolean;
    },
  ): Promise<string | null> {
    const { rowCount } = await tx.query(
      `INSERT INTO delivery_attempt (id, session_id, request_id, channel_id, purpose, why, note)
       VALUES ($1, $2, $3, $4, 'NOTE', 'reply', $5::jsonb) ON CONFLICT (id) DO NOTHING`,
      [
        note.id,
        note.sessionId,
        note.requestId,
        note.channelId,
        JSON.stringify({ text: note.text, thread: note.thread, ...(note.warning && { warning: true }) }),
      ],
    );
    return rowCount ? note.id : null;
  }
}
