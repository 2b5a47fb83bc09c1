import { Injectable } from '@nestjs/common';
import type { SessionEvent, SessionSummary } from '@parley/contracts';
import { notFound } from '../../kernel/index.js';
import { sessionToMarkdown } from './domain/session-markdown.js';
import { SessionRepository } from './session.repository.js';
import { SessionEventRepository } from './session-event.repository.js';

const PAGE = 1_000;

export interface SessionExport {
  session: SessionSummary;
  events: SessionEvent[];
}

@Injectable()
export class ExportSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly events: SessionEventRepository,
  ) {}

  /** The whole session with its log: nothing that the product knows of it is left out. */
  async execute(sessionId: string): Promise<SessionExport> {
    const session = await this.sessions.summary(sessionId);
    if (!session) throw notFound('session');
    const events: SessionEvent[] = [];
    for (;;) {
      const page = await this.events.after(sessionId, events.length, PAGE);
      events.push(...page);
      if (page.length < PAGE) return { session, events };
    }
  }

  async asMarkdown(sessionId: string): Promise<string> {
    const { session, events } = await this.execute(sessionId);
    return sessionToMarkdown(session.title, events);
  }
}
