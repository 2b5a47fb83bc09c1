import { Injectable } from '@nestjs/common';
import type { AccessToken } from '@parley/contracts';
import { newId } from '../../kernel/index.js';
import { sha256 } from '../../platform/crypto/index.js';
import { Prisma } from '../../platform/prisma/index.js';

export interface NewAccessToken {
  userId: string;
  name: string;
  token: string;
  createdAt: Date;
  expiresAt: Date;
}

@Injectable()
export class AccessTokensRepository {
  constructor(private readonly prisma: Prisma) {}

  async insert({ token, ...data }: NewAccessToken): Promise<AccessToken> {
    const row = await this.prisma.accessToken.create({
      data: { ...data, id: newId(data.createdAt.getTime()), hash: sha256(token) },
    });
    return toAccessToken(row);
  }

  /** Newest first; without revoked ones. An expired one stays in the list, so that people see why a program stopped. */
  async list(userId: string): Promise<AccessToken[]> {
    const rows = await this.prisma.accessToken.findMany({
      where: { userId, revokedAt: null },
      orderBy: { id: 'desc' },
      take: 200,
    });
    return rows.map(toAccessToken);
  }

  /** False when this person has no such token, or not any more. */
  async revoke(id: string, userId: string, now: Date): Promise<boolean> {
    const { count } = await this.prisma.accessToken.updateMany({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: now },
    });
    return count > 0;
  }
}

type Row = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null; expiresAt: Date | null };

const toAccessToken = (row: Row): AccessToken => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  // We write none without an end; one that had none would count as ended (credentials.repository.ts).
  expiresAt: (row.expiresAt ?? row.createdAt).toISOString(),
});
