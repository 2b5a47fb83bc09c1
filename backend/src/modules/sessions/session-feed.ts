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
const ALL = 'sessions';

/** Tells whoever has a session open what was committed. A hint: listeners fill gaps from the log. */
@Injectable()
export class SessionFeed {
  constructor(private readonly bus: EventBus) {}

  /** Only after the commit. */
  publish(...events: SessionEvent[]): void {
    for (const event of events) {
      const item: FeedItem = { kind: 'event', event };
      this.bus.publish(topic(event.sessionId), item);
      this.bus.publish(ALL, item);
    }
  }

  publishDelta(delta: TextDelta): void {
    const item: FeedItem = { kind: 'delta', delta };
    this.bus.publish(topic(delta.sessionId), item);
  }

  follow(sessionId: string, handler: (item: FeedItem) => void): () => void {
    return this.bus.subscribe<FeedItem>(topic(sessionId), handler);
  }

  /** Events of every session, for the activity markers of session lists. */
  followAll(handler: (event: SessionEvent) => void): () => void {
    return this.bus.subscribe<FeedItem>(ALL, (item) => item.kind === 'event' && handler(item.event));
  }
}
