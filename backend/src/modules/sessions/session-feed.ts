import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { EventBus } from '../../platform/bus/index.js';

/** Streamed text on its way, not in the log (contracts: the `delta` frame). */
export interface TextDelta {
  sessionId: string;
  messageId: string;
  offset: number;
  text: string;
}
export type FeedItem = { kind: 'event'; event: SessionEvent } | { kind: 'delta'; delta: TextDelta };

const topic = (sessionId: string) => `session:${sessionId}`;
/** Whoever makes a text of this session should send it whole: somebody came late. */
const WANTED = 'texts-wanted';

/** Tells whoever has a session open what was committed. A hint: listeners fill gaps from the log. */
@Injectable()
export class SessionFeed {
  private readonly publishers = new Set<(event: SessionEvent) => void>();

  constructor(private readonly bus: EventBus) {}

  /** Only after the commit. */
  publish(...events: SessionEvent[]): void {
    for (const event of events) {
      const item: FeedItem = { kind: 'event', event };
      this.bus.publish(topic(event.sessionId), item);
      for (const handler of this.publishers) handler(event);
    }
  }

  publishDelta(delta: TextDelta): void {
    const item: FeedItem = { kind: 'delta', delta };
    this.bus.publish(topic(delta.sessionId), item);
  }

  /** Streamed text is only where it is made, so another process asks for it. */
  wantTexts(sessionId: string): void {
    this.bus.publish(WANTED, { sessionId });
  }

  followWants(handler: (sessionId: string) => void): () => void {
    return this.bus.subscribe<{ sessionId: string }>(WANTED, ({ sessionId }) => handler(sessionId));
  }

  /** Something may have been lost on the way: listeners read the log. */
  onLoss(handler: () => void): () => void {
    return this.bus.onLoss(handler);
  }

  follow(sessionId: string, handler: (item: FeedItem) => void): () => void {
    return this.bus.subscribe<FeedItem>(topic(sessionId), handler);
  }

  /** Resolves soon: as a rule once what is followed so far is heard from other processes too. */
  settled(): Promise<void> {
    return this.bus.settled();
  }

  /** Events of any session that this process has committed. */
  onPublished(handler: (event: SessionEvent) => void): void {
    this.publishers.add(handler);
  }
}
