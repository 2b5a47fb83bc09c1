import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../platform/prisma/index.js';

@Injectable()
export class LinkPeople {
  constructor(private readonly pool: PgPool) {}

  /** Null: there is no such account any more, or it is disabled. */
  async activeName(userId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ name: string }>({
      name: 'link-person',
      text: 'SELECT name FROM app_user WHERE id = $1 AND disabled_at IS NULL',
      values: [userId],
    });
    return rows[0]?.name ?? null;
  }
}
