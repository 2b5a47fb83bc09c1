import { Injectable } from '@nestjs/common';
import type { Login as OpenLogin } from '@parley/contracts';
import type { Prisma as PrismaTypes } from '../../generated/prisma/client.js';
import { newId } from '../../kernel/index.js';
import { Prisma } from '../../platform/prisma/index.js';
import { REFRESH_OVERLAP_MS } from './auth-settings.js';
import { type Rotation, rotate } from './domain/refresh-chain.js';
import { RefreshTokens } from './refresh-tokens.js';

export interface Login {
  id: string;
  userId: string;
  clientId: string;
  expiresAt: Date;
}

export type RotationResult =
  | { kind: 'rotated'; login: Login; refreshToken: string }
  | { kind: 'reuse'; login: Login }
  | { kind: 'refused' };

type Tx = PrismaTypes.TransactionClient;
type LoginRow = { id: string; user_id: string; client_id: string; expires_at: Date };

/** Logins and the refresh tokens of each: one aggregate, always changed under the lock of the login's row. */
@Injectable()
export class LoginsRepository {
  constructor(
    private readonly prisma: Prisma,
    private readonly tokens: RefreshTokens,
  ) {}

  /** Also drops what has run out of the same person's logins: it can never be used again. */
  async insert(login: Omit<Login, 'id'>, refreshToken: string, now: Date): Promise<Login> {
    const id = newId(now.getTime());
    const token = { hash: this.tokens.hashOf(refreshToken), createdAt: now };
    await this.prisma.$transaction([
      this.prisma.loginSession.deleteMany({ where: { userId: login.userId, expiresAt: { lt: now } } }),
      this.prisma.loginSession.create({ data: { ...login, id, createdAt: now, tokens: { create: token } } }),
    ]);
    return { ...login, id };
  }

  /** One presentation of a refresh token; see domain/refresh-chain.ts for the rule. */
  async rotate(presented: string, clientId: string, now: Date): Promise<RotationResult> {
    return this.prisma.$transaction(
      async (tx): Promise<RotationResult> => {
        const login = await this.lockLoginOf(tx, presented, clientId, now);
        if (!login) return { kind: 'refused' };
        const rotation = await this.decide(tx, login.id, presented, now);
        switch (rotation.kind) {
          case 'rotate':
            await this.spend(tx, login.id, rotation, now);
            return { kind: 'rotated', login, refreshToken: rotation.successor };
          case 'current':
            return { kind: 'rotated', login, refreshToken: rotation.token };
          case 'reuse':
            await tx.loginSession.update({ where: { id: login.id }, data: { revokedAt: now } });
            return { kind: 'reuse', login };
        }
      },
      { maxWait: 10_000, timeout: 15_000 },
    );
  }

  /** The login that a refresh token belongs to, used or not: presenting an old one is enough to end it. */
  async findIdByRefreshToken(refreshToken: string): Promise<string | undefined> {
    const row = await this.prisma.refreshToken.findUnique({ where: { hash: this.tokens.hashOf(refreshToken) } });
    return row?.loginSessionId;
  }

  async revoke(id: string, now: Date): Promise<void> {
    await this.prisma.loginSession.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  }

  /** Those that hold, the last used first. */
  async list(userId: string, now: Date): Promise<Omit<OpenLogin, 'current'>[]> {
    const rows = await this.prisma.loginSession.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: now } },
      include: { tokens: { orderBy: { createdAt: 'desc' }, take: 1 } },
      take: 200,
    });
    return rows
      .map(({ id, clientId, createdAt, expiresAt, tokens }) => ({
        id,
        client: clientId,
        createdAt: createdAt.toISOString(),
        lastUsedAt: (tokens[0]?.createdAt ?? createdAt).toISOString(),
        expiresAt: expiresAt.toISOString(),
      }))
      .sort((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt));
  }

  /** False when this person has no such login, or not any more. */
  async end(id: string, userId: string, now: Date): Promise<boolean> {
    const { count } = await this.prisma.loginSession.updateMany({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: now },
    });
    return count > 0;
  }

  /** Requests with tokens of one login queue up here; what they read afterwards is what the one before them wrote. */
  private async lockLoginOf(tx: Tx, presented: string, clientId: string, now: Date): Promise<Login | undefined> {
    const [row] = await tx.$queryRaw<LoginRow[]>`
      SELECT l.id, l.user_id, l.client_id, l.expires_at
      FROM refresh_token t JOIN login_session l ON l.id = t.login_session_id JOIN app_user u ON u.id = l.user_id
      WHERE t.hash = ${this.tokens.hashOf(presented)} AND l.client_id = ${clientId}
        AND l.revoked_at IS NULL AND l.expires_at > ${now} AND u.disabled_at IS NULL
      FOR UPDATE OF l`;
    return row && { id: row.id, userId: row.user_id, clientId: row.client_id, expiresAt: row.expires_at };
  }

  private async decide(tx: Tx, loginSessionId: string, presented: string, now: Date): Promise<Rotation> {
    const overlap = new Date(now.getTime() - REFRESH_OVERLAP_MS);
    const rows = await tx.refreshToken.findMany({
      where: { loginSessionId, OR: [{ usedAt: null }, { usedAt: { gte: overlap } }] },
    });
    const live = rows.map((row) => ({ hash: Buffer.from(row.hash).toString('hex'), usedAt: row.usedAt }));
    return rotate(presented, live, {
      hashOf: (token) => this.tokens.hashOf(token).toString('hex'),
      successorOf: (token) => this.tokens.successorOf(token),
    });
  }

  private async spend(tx: Tx, loginSessionId: string, rotation: { spent: string; successor: string }, now: Date) {
    await tx.refreshToken.update({ where: { hash: this.tokens.hashOf(rotation.spent) }, data: { usedAt: now } });
    await tx.refreshToken.create({
      data: { hash: this.tokens.hashOf(rotation.successor), loginSessionId, createdAt: now },
    });
  }
}
