import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/index.js';
import { PgPool } from '../../platform/prisma/index.js';

const CACHE_SIZE = 20_000;

/**
 * Who may see a session: its owner, nobody else. A stranger learns not even that it exists (T28).
 * A session never changes its owner, so an answer may be kept.
 */
@Injectable()
export class SessionAccess {
  private readonly owners = new Map<string, string>();

  constructor(private readonly pool: PgPool) {}

  /** @throws DomainError not_found */
  async requireOwner(userId: string, sessionId: string): Promise<void> {
    if ((await this.ownerOf(sessionId)) !== userId) throw notFound('session');
  }

  async ownerOf(sessionId: string): Promise<string | undefined> {
    const known = this.owners.get(sessionId);
    if (known) return known;
    const { rows } = await this.pool.query<{ owner_id: string }>({
      name: 'session-owner',
      text: 'SELECT owner_id FROM chat_session WHERE id = $1',
      values: [sessionId],
    });
    const owner = rows[0]?.owner_id;
    if (owner) this.remember(sessionId, owner);
    return owner;
  }

  private remember(sessionId: string, owner: string): void {
    if (this.owners.size >= CACHE_SIZE) this.owners.delete(this.owners.keys().next().value as string);
    this.owners.set(sessionId, owner);
  }
}
