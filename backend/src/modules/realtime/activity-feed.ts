import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ServerFrame, SessionEvent } from '@parley/contracts';
import { SessionAccess, SessionFeed } from '../sessions/index.js';

/** What a session list wants to hear of. Steps and deliveries change nothing in it. */
const SHOWN: ReadonlySet<SessionEvent['type']> = new Set([
  'session.created',
  'session.updated',
  'message.created',
  'message.completed',
  'run.updated',
  'feedback.requested',
  'feedback.settled',
  'feedback.updated',
]);

/** An open page of a person. */
interface Page {
  send(frame: ServerFrame): void;
}

/** Tells every open page of a person that something happened in one of their sessions, also in those not on screen. */
@Injectable()
export class ActivityFeed implements OnModuleInit {
  private readonly pages = new Map<string, Set<Page>>();

  constructor(
    private readonly feed: SessionFeed,
    private readonly access: SessionAccess,
  ) {}

  onModuleInit(): void {
    this.feed.followAll((event) => {
      if (this.pages.size && SHOWN.has(event.type)) void this.tell(event);
    });
  }

  /** @returns a function that leaves. */
  join(userId: string, connection: Page): () => void {
    const pages = this.pages.get(userId) ?? new Set();
    this.pages.set(userId, pages.add(connection));
    return () => {
      pages.delete(connection);
      if (pages.size === 0 && this.pages.get(userId) === pages) this.pages.delete(userId);
    };
  }

  private async tell(event: SessionEvent): Promise<void> {
    const owner = await this.access.ownerOf(event.sessionId).catch(() => undefined);
    for (const person of new Set([owner, ...peopleIn(event)]))
      for (const connection of this.pages.get(person ?? '') ?? [])
        connection.send({ type: 'activity', sessionId: event.sessionId, seq: event.seq, event: event.type });
  }
}

/** Who else has it in their inbox: a question may have been handed on to somebody. */
const peopleIn = ({ payload }: SessionEvent): string[] => {
  const request = 'request' in payload ? payload.request : undefined;
  return request ? [request.assigneeId, ...(request.delegation ? [request.delegation.by.id] : [])] : [];
};
