import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';

export interface LoginStatus {
  name: string;
  role: User['role'];
}

export interface TokenStatus extends LoginStatus {
  id: string;
  userId: string;
  tokenName: string;
  expiresAt: Date;
}

/** Reads whether a credential still holds; on the path of every request, so plain SQL on the raw pool. */
@Injectable()
export class CredentialsRepository {
  constructor(private readonly pool: PgPool) {}

  /** Undefined when the login is revoked or over, its user disabled, or either gone. */
  async findLogin(id: string, userId: string, now: Date): Promise<LoginStatus | undefined> {
    const { rows } = await this.pool.query<LoginStatus>(
      `SELECT u.name, u.role FROM login_session l JOIN app_user u ON u.id = l.user_id
       WHERE l.id = $1 AND l.user_id = $2 AND l.revoked_at IS NULL AND l.expires_at > $3 AND u.disabled_at IS NULL`,
      [id, userId, now],
    );
    return rows[0];
  }

  /** The same for a personal access token; notes its use, to the minute. A token without an end counts as ended. */
  async findToken(hash: Buffer, now: Date): Promise<TokenStatus | undefined> {
    const { rows } = await this.pool.query<TokenStatus>(
      `WITH hit AS (
         SELECT t.id, t.user_id, t.name AS token_name, t.expires_at, u.name, u.role FROM access_token t JOIN app_user u ON u.id = t.user_id
         WHERE t.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND u.disabled_at IS NULL
       ), noted AS (
         UPDATE access_token t SET last_used_at = $2 FROM hit
         WHERE t.id = hit.id AND (t.last_used_at IS NULL OR t.last_used_at < $2::timestamptz - interval '1 minute')
       )
       SELECT id, user_id AS "userId", token_name AS "tokenName", expires_at AS "expiresAt", name, role FROM hit`,
      [hash, now],
    );
    return rows[0];
  }

  /** Those of the given login and token ids that still hold. */
  async filterActive(ids: readonly string[], now: Date): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT l.id FROM login_session l JOIN app_user u ON u.id = l.user_id
       WHERE l.id = ANY($1::uuid[]) AND l.revoked_at IS NULL AND l.expires_at > $2 AND u.disabled_at IS NULL
       UNION ALL
       SELECT t.id FROM access_token t JOIN app_user u ON u.id = t.user_id
       WHERE t.id = ANY($1::uuid[]) AND t.revoked_at IS NULL AND t.expires_at > $2 AND u.disabled_at IS NULL`,
      [ids, now],
    );
    return new Set(rows.map((row) => row.id));
  }
}
