import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../../platform/prisma/index.js';

@Injectable()
export class RawMailRepository {
  constructor(private readonly pool: PgPool) {}

  /**
   * The mail that a message or an answer came with: both have the id of the receipt that brought them. Only for whose
   * conversation it is and, of an answer, for who is asked and who gave it.
   */
  async of(id: string, userId: string): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ raw: Buffer }>(
      `SELECT m.raw FROM inbound_receipt r JOIN inbound_mail m ON m.id = (r.raw #>> '{raw,mailId}')::uuid
       WHERE r.id = $1 AND r.source = 'EMAIL' AND (
         EXISTS (SELECT 1 FROM message s JOIN chat_session c ON c.id = s.session_id WHERE s.id = r.id AND c.owner_id = $2)
         OR EXISTS (SELECT 1 FROM feedback_response a JOIN feedback_request f ON f.id = a.request_id JOIN chat_session c ON c.id = f.session_id
                    WHERE a.id = r.id AND $2 IN (c.owner_id, f.assignee_id, a.user_id)))`,
      [id, userId],
    );
    return rows[0]?.raw ?? null;
  }
}
