import type { ServerFrame, SessionEvent } from '@parley/contracts';
import { CLOSE_CODES } from '@parley/contracts';
import { MessageStreams } from '../messages/index.js';
import { type FeedItem, SessionEventRepository, SessionFeed, type TextDelta } from '../sessions/index.js';
import { FollowedSessions } from './followed-sessions.js';

const PAGE = 500;
/** Events held while a gap is filled; more than this and the log is read again instead. */
const MAX_HELD = 1_000;
const DRAIN_POLL_MS = 20;
const DRAIN_WITHIN_MS = 10_000;

/** Frames of one event or delta are written once, for all sockets that get it. */
const written = new WeakMap<object, string>();
const frameText = (key: object, frame: () => ServerFrame): string => {
  const known = written.get(key);
  if (known) return known;
  const text = JSON.stringify(frame());
  written.set(key, text);
  return text;
};

/** Who is told: an open socket. */
export interface Reader {
  readonly open: boolean;
  /** Streamed text should be merged until it has caught up. */
  readonly behind: boolean;
  /** Nothing more should be read from the log until it has caught up. */
  readonly full: boolean;
  send(frame: ServerFrame): void;
  sendText(text: string): void;
  close(code: number, reason: string): void;
}

export interface SubscriptionSources {
  events: SessionEventRepository;
  feed: SessionFeed;
  streams: MessageStreams;
  followed: FollowedSessions;
}

/**
 * One session followed by one socket: listen first, then read what was missed, then go live. `cursor` never moves past
 * a gap: an event that comes too early is held while the log is read (SES-4).
 */
export class Subscription {
  private readonly held = new Map<number, SessionEvent>();
  private readonly lagging = new Set<string>();
  private readonly unfollow: () => void;
  private readonly leave: () => void;
  private filling = true;
  private overflown = false;
  private ended = false;

  constructor(
    readonly sessionId: string,
    private cursor: number,
    private readonly connection: Reader,
    private readonly sources: SubscriptionSources,
  ) {
    this.unfollow = sources.feed.follow(sessionId, (item) => this.receive(item));
    this.leave = sources.followed.join(this);
  }

  get position(): number {
    return this.cursor;
  }

  /** Reads what was missed. @returns the `seq` up to which the socket has been told */
  async start(): Promise<number> {
    // What is committed between this and the first reading must be heard, also from afar.
    await this.sources.feed.settled();
    await this.fill();
    const { sessionId } = this;
    const texts = this.sources.streams.ofSession(sessionId);
    for (const { messageId, text } of texts)
      this.connection.send({ type: 'delta', sessionId, messageId, offset: 0, text });
    if (texts.length === 0) this.sources.feed.wantTexts(sessionId);
    return this.cursor;
  }

  end(): void {
    this.ended = true;
    this.unfollow();
    this.leave();
  }

  /** The log has gone on, and what told of it was lost. */
  catchUp(): void {
    if (this.ended || this.filling) return;
    this.refill();
    this.sources.feed.wantTexts(this.sessionId);
  }

  private refill(): void {
    this.filling = true;
    this.fill().catch(() => this.connection.close(CLOSE_CODES.TOO_SLOW, 'the log could not be read'));
  }

  private receive(item: FeedItem): void {
    if (item.kind === 'delta') this.receiveDelta(item.delta);
    else this.receiveEvent(item.event);
  }

  private receiveEvent(event: SessionEvent): void {
    if (event.seq <= this.cursor) return;
    if (this.filling || event.seq > this.cursor + 1) {
      this.hold(event);
      return;
    }
    this.pass(event);
    this.passHeld();
  }

  private hold(event: SessionEvent): void {
    if (this.held.size < MAX_HELD) this.held.set(event.seq, event);
    else this.overflown = true;
    if (!this.filling) this.refill();
  }

  private async fill(): Promise<void> {
    this.filling = true;
    for (;;) {
      this.overflown = false;
      const page = await this.sources.events.after(this.sessionId, this.cursor, PAGE);
      if (this.ended) return;
      for (const event of page) {
        this.pass(event);
        if (this.connection.full) await this.drain();
      }
      if (this.ended) return;
      this.passHeld();
      // Everything that was announced before this read has been read: a gap that is left is not committed yet.
      if (page.length < PAGE && this.held.size === 0 && !this.overflown) break;
      if (page.length < PAGE) await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
      await this.drain();
    }
    this.filling = false;
  }

  private pass(event: SessionEvent): void {
    if (event.seq <= this.cursor) return;
    this.cursor = event.seq;
    if (event.type === 'message.completed') this.lagging.delete(event.payload.messageId);
    this.connection.sendText(frameText(event, () => ({ type: 'event', event })));
  }

  private passHeld(): void {
    for (;;) {
      const next = this.held.get(this.cursor + 1);
      if (!next) break;
      this.pass(next);
    }
    for (const seq of this.held.keys()) if (seq <= this.cursor) this.held.delete(seq);
  }

  /** The first text goes out at once; while the socket is behind, the rest waits and goes as one. */
  private receiveDelta(delta: TextDelta): void {
    const late = this.filling || this.connection.behind || this.lagging.has(delta.messageId);
    if (late) this.catchUpSoon(delta.messageId);
    else this.connection.sendText(frameText(delta, () => ({ type: 'delta', ...delta })));
  }

  private catchUpSoon(messageId: string): void {
    if (this.lagging.has(messageId)) return;
    this.lagging.add(messageId);
    const attempt = () => {
      if (this.ended || !this.connection.open || !this.lagging.has(messageId)) return;
      if (this.filling || this.connection.behind) {
        setTimeout(attempt, DRAIN_POLL_MS);
        return;
      }
      this.lagging.delete(messageId);
      const text = this.sources.streams.textOf(messageId);
      if (text === undefined) this.sources.feed.wantTexts(this.sessionId);
      else this.connection.send({ type: 'delta', sessionId: this.sessionId, messageId, offset: 0, text });
    };
    setTimeout(attempt, DRAIN_POLL_MS);
  }

  /** A long history is read only as fast as the reader takes it. */
  private async drain(): Promise<void> {
    const deadline = performance.now() + DRAIN_WITHIN_MS;
    while (this.connection.behind && this.connection.open) {
      if (performance.now() > deadline) return this.connection.close(CLOSE_CODES.TOO_SLOW, 'too slow');
      await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
    }
  }
}
