import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../../platform/prisma/index.js';
import type { NamedAttempt } from '../domain/to-inbound-mail.js';

/** Our own key, alone or in a Message-ID. Closing mails have others, and say nothing that could come back to a question. */
const KEY = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OWN_MARK = new RegExp(`^${KEY}$`, 'i');
const OWN_ID = new RegExp(`^<(${KEY})@[^@\\s>]+>$`, 'i');

/** What we sent by mail, known again by what is in it. */
@Injectable()
export class SentMailRepository {
  constructor(private readonly pool: PgPool) {}

  /**
   * The newest send with this mark or one of these Message-IDs: ours, or the one that Gmail gave it instead (F41). Anybody who saw
   * the mail knows them, so they tell what a machine speaks of and never who may answer (T9).
   */
  async named(messageIds: readonly string[], mark: string | null): Promise<NamedAttempt | null> {
    const keys = messageIds.flatMap((id) => OWN_ID.exec(id)?.[1] ?? []);
    if (mark && OWN_MARK.test(mark)) keys.push(mark);
    if (!messageIds.length && !keys.length) return null;
    const receipts = messageIds.map((messageId) => JSON.stringify({ messageId }));
    const { rows } = await this.pool.query<NamedAttempt>(
      `SELECT a.id, c.address FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id AND c.type = 'EMAIL'
       WHERE a.id = ANY ($1::uuid[]) OR a.receipt @> ANY ($2::jsonb[]) ORDER BY a.id DESC LIMIT 1`,
      [keys, receipts],
    );
    return rows[0] ?? null;
  }
}
