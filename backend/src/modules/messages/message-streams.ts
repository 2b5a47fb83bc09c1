import { Injectable } from '@nestjs/common';
import { SessionFeed } from '../sessions/index.js';
import { textDelta } from './domain/text-delta.js';

/** Who looks on while messages grow, in this process. */
export interface StreamWatcher {
  grew(messageId: string, text: string): void;
  ended(messageId: string): void;
}

interface LiveText {
  sessionId: string;
  text: string;
}

/**
 * The text of messages that are being streamed. Not in the database: if the process dies, the step streams anew.
 * Whoever opens the session meanwhile gets the text so far from here; another process asks for it.
 */
@Injectable()
export class MessageStreams {
  private readonly live = new Map<string, LiveText>();

  private readonly watchers: StreamWatcher[] = [];

  constructor(private readonly feed: SessionFeed) {
    feed.followWants((sessionId) => this.tellWhole(this.ofSession(sessionId)));
    feed.onLoss(() => this.tellWhole([...this.live].map(([messageId, live]) => ({ messageId, ...live }))));
  }

  watch(watcher: StreamWatcher): void {
    this.watchers.push(watcher);
  }

  /** @param text everything so far. Partial output is not prefix-stable, so the delta is worked out from what was sent. */
  update(sessionId: string, messageId: string, text: string): void {
    const sent = this.live.get(messageId)?.text ?? '';
    this.live.set(messageId, { sessionId, text });
    const delta = textDelta(sent, text);
    if (delta) this.feed.publishDelta({ sessionId, messageId, ...delta });
    for (const watcher of this.watchers) watcher.grew(messageId, text);
  }

  textOf(messageId: string): string | undefined {
    return this.live.get(messageId)?.text;
  }

  /** A message that starts over, after a crash or a retry within the step. */
  restart(sessionId: string, messageId: string): void {
    this.live.set(messageId, { sessionId, text: '' });
    this.feed.publishDelta({ sessionId, messageId, offset: 0, text: '' });
  }

  close(messageId: string): void {
    this.live.delete(messageId);
    for (const watcher of this.watchers) watcher.ended(messageId);
  }

  ofSession(sessionId: string): (LiveText & { messageId: string })[] {
    const found = [];
    for (const [messageId, live] of this.live) if (live.sessionId === sessionId) found.push({ messageId, ...live });
    return found;
  }

  private tellWhole(texts: readonly (LiveText & { messageId: string })[]): void {
    for (const { sessionId, messageId, text } of texts)
      this.feed.publishDelta({ sessionId, messageId, offset: 0, text });
  }
}
