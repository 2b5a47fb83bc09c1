import { Injectable } from '@nestjs/common';
import type { MessagePage, SessionView } from '@parley/contracts';
import { ListRuns, RunRepository } from '../agent-state/index.js';
import { ListRequests } from '../feedback/index.js';
import { MessageRepository } from '../messages/index.js';
import { ListUserSessions } from '../sessions/index.js';

/** What a screen starts from, before it follows the log. */
@Injectable()
export class ShowSession {
  constructor(
    private readonly sessions: ListUserSessions,
    private readonly messages: MessageRepository,
    private readonly requests: ListRequests,
    private readonly runs: RunRepository,
    private readonly runDetails: ListRuns,
  ) {}

  /**
   * The session's `lastSeq` is read first. What changes while the rest is read is in the picture already and comes once
   * more as an event; folding an event twice changes nothing, missing one would.
   */
  async execute(sessionId: string, limit: number): Promise<SessionView> {
    const session = await this.sessions.one(sessionId);
    const run = await this.runs.newest(sessionId);
    const [messages, pending, detail] = await Promise.all([
      this.page(sessionId, undefined, limit),
      this.requests.pendingOfSession(sessionId),
      run ? this.runDetails.detail(run.id) : null,
    ]);
    return { session, messages, pending, run: detail };
  }

  async page(sessionId: string, before: number | undefined, limit: number): Promise<MessagePage> {
    const { items, hasMore } = await this.messages.page(sessionId, before, limit);
    const ids = new Set(items.flatMap((message) => message.feedbackRequestId ?? []));
    return { items, requests: await this.requests.byIds([...ids]), hasMore };
  }
}
