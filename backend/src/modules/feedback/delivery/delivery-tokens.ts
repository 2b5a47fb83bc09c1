import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sha256 } from '../../../platform/crypto/index.js';
import { PgPool } from '../../../platform/prisma/index.js';
import type { AttemptTokens } from '../../channels/index.js';

export type TokenKind = 'REPLY' | 'LINK';

/** What a token speaks of. Whether its holder may, is judged by whoever asks. */
export interface TokenFor {
  attemptId: string;
  sessionId: string;
  requestId: string | null;
  channelId: string;
  /** Where it was sent, and whose that is. */
  address: string;
  userId: string;
  used: boolean;
}

/** 160 random bits (T9), in letters that survive a mail program that writes addresses in lower case. */
const newToken = (): string => randomBytes(20).toString('hex');
const hashOf = (token: string): Buffer => sha256(token.toLowerCase());

/** Tokens that travel with what is sent: known here by their hashes alone. */
@Injectable()
export class DeliveryTokens {
  constructor(private readonly pool: PgPool) {}

  /** Before the call: an answer may be quicker than the news that it arrived. Each try has its own, and all of them count. */
  async mint(attemptId: string): Promise<AttemptTokens> {
    const tokens = { reply: newToken(), link: newToken() };
    await this.pool.query({
      name: 'token-mint',
      text: `INSERT INTO delivery_token (hash, attempt_id, kind) VALUES ($2, $1, 'REPLY'), ($3, $1, 'LINK')`,
      values: [attemptId, hashOf(tokens.reply), hashOf(tokens.link)],
    });
    return tokens;
  }

  /** Null: it is none of ours, or its address is not its person's any more. */
  async find(kind: TokenKind, token: string): Promise<TokenFor | null> {
    const { rows } = await this.pool.query<TokenFor>({
      name: 'token-find',
      text: `SELECT a.id AS "attemptId", a.session_id AS "sessionId", a.request_id AS "requestId", a.channel_id AS "channelId",
          c.address, c.user_id AS "userId", t.used_at IS NOT NULL AS used
        FROM delivery_token t JOIN delivery_attempt a ON a.id = t.attempt_id JOIN communication_channel c ON c.id = a.channel_id
        WHERE t.hash = $1 AND t.kind = $2 AND c.verified_at IS NOT NULL`,
      values: [hashOf(token), kind],
    });
    return rows[0] ?? null;
  }

  /** That a link was used; that it counts once, the answer under its attempt's id sees to. */
  async use(token: string): Promise<void> {
    await this.pool.query({
      name: 'token-use',
      text: `UPDATE delivery_token SET used_at = now() WHERE hash = $1 AND kind = 'LINK' AND used_at IS NULL`,
      values: [hashOf(token)],
    });
  }
}
