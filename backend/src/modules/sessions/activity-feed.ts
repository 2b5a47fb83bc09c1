import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ServerFrame, SessionEvent } from '@parley/contracts';
import { EventBus } from '../../platform/bus/index.js';
import { SessionAccess } from './session-access.js';
import { SessionFeed } from './session-feed.js';

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

/** All pages of one person in this process. */
interface Open {
  readonly pages: Set<Page>;
  end(): void;
}

const topic = (userId: string) => `person:${userId}`;

/**
 * Tells every open page of a person that something happened in one of their sessions, also in those not on screen. The
 * process that committed it, a worker too, works out who that is; only processes where those people have a page hear of it.
 */
@Injectable()
export class ActivityFeed implements OnModuleInit {
  private readonly here = new Map<string, Open>();

  constructor(
    private readonly bus: EventBus,
    private readonly feed: SessionFeed,
    private readonly access: SessionAccess,
  ) {}

  onModuleInit(): void {
    this.feed.onPublished((event) => {
      // Who is alone need not ask who owns a session for nobody.
      if (SHOWN.has(event.type) && (this.here.size > 0 || this.bus.isShared)) void this.tell(event);
    });
  }

  /** @returns a function that leaves. */
  join(userId: string, page: Page): () => void {
    const open = this.here.get(userId) ?? this.listen(userId);
    open.pages.add(page);
    return () => {
      open.pages.delete(page);
      if (open.pages.size > 0 || this.here.get(userId) !== open) return;
      this.here.delete(userId);
      open.end();
    };
  }

  /** Who has a page here. */
  get people(): string[] {
    return [...this.here.keys()];
  }

  /** To the pages of this process alone. */
  tellHere(userId: string, sessionId: string, seq: number): void {
    const frame: ServerFrame = { type: 'activity', sessionId, seq, event: 'session.updated' };
    for (const page of this.here.get(userId)?.pages ?? []) page.send(frame);
  }

  private listen(userId: string): Open {
    const pages = new Set<Page>();
    const end = this.bus.subscribe<ServerFrame>(topic(userId), (frame) => {
      for (const page of pages) page.send(frame);
    });
    const open = { pages, end };
    this.here.set(userId, open);
    return open;
  }

  private async tell(event: SessionEvent): Promise<void> {
    const owner = await this.access.ownerOf(event.sessionId).catch(() => undefined);
    const frame: ServerFrame = { type: 'activity', sessionId: event.sessionId, seq: event.seq, event: event.type };
    const people = new Set([...(owner ? [owner] : []), ...peopleIn(event)]);
    for (const person of people) this.bus.publish(topic(person), frame);
  }
}

/** Who else has it in their inbox: a question may have been handed on to somebody. */
const peopleIn = ({ payload }: SessionEvent): string[] => {
  const request = 'request' in payload ? payload.request : undefined;
  return request ? [request.assigneeId, ...(request.delegation ? [request.delegation.by.id] : [])] : [];
};
