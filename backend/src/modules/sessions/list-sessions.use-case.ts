import { Injectable } from '@nestjs/common';
import type { EventPage, ListSessions, SessionPage, SessionSummary } from '@parley/contracts';
import { notFound } from '../../kernel/index.js';
import { decodeCursor, encodeCursor } from './domain/page-cursor.js';
import { SessionRepository } from './session.repository.js';
import { SessionEventRepository } from './session-event.repository.js';

@Injectable()
export class ListUserSessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly log: SessionEventRepository,
  ) {}

  /** Newest first. @throws DomainError invalid_request for a foreign cursor */
  async execute(ownerId: string, query: ListSessions): Promise<SessionPage> {
    const items = await this.sessions.list({
      ownerId,
      status: query.status,
      search: query.q?.trim() || undefined,
      before: query.cursor ? decodeCursor(query.cursor) : undefined,
      limit: query.limit,
    });
    const last = items.at(-1);
    return { items, nextCursor: items.length === query.limit && last ? encodeCursor(last) : null };
  }

  async one(id: string): Promise<SessionSummary> {
    const summary = await this.sessions.summary(id);
    if (!summary) throw notFound('session');
    return summary;
  }

  events(id: string, after: number, limit: number): Promise<EventPage> {
    return this.log.page(id, after, limit);
  }

  markRead(id: string, seq: number): Promise<void> {
    return this.sessions.markRead(id, seq);
  }
}
