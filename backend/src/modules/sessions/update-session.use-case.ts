import { Injectable } from '@nestjs/common';
import type { Session, SessionStatus } from '@parley/contracts';
import { notFound } from '../../kernel/index.js';
import { titleFromMessage } from './domain/title.js';
import { SessionRepository } from './session.repository.js';
import { SessionFeed } from './session-feed.js';

@Injectable()
export class UpdateSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly feed: SessionFeed,
  ) {}

  /** Renames, archives, restores. */
  async execute(
    id: string,
    change: { title?: string | undefined; status?: SessionStatus | undefined },
  ): Promise<Session> {
    const done = await this.sessions.update(id, change);
    if (!done) throw notFound('session');
    this.feed.publish(done.event);
    return done.session;
  }

  /** Names a session after its first message, unless somebody has named it. */
  async nameAfter(id: string, message: string): Promise<void> {
    const done = await this.sessions.update(id, { title: titleFromMessage(message) }, true);
    if (done) this.feed.publish(done.event);
  }
}
