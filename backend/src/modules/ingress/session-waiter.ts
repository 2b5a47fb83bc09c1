import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type FeedItem, SessionFeed } from '../sessions/index.js';

/** The feed is only a hint (another process may do the work), so the database is looked at now and then. */
const LOOK_AGAIN_MS = 1_000;

/** What stands in the database now, and whether that is worth waking the caller for. */
export interface Look<T> {
  value: T;
  done: boolean;
}

export interface WaitLimits {
  /** Milliseconds. After that the caller gets what stands there then. */
  maxMs: number;
  /** The caller has gone. */
  signal?: AbortSignal | undefined;
}

/** Holds a call open until a session has come to something: its run has ended, a question is answered. */
@Injectable()
export class SessionWaiter implements BeforeApplicationShutdown {
  /** Wakes each call that is being held open. */
  private readonly waiting = new Set<() => void>();
  private stopped = false;

  constructor(private readonly feed: SessionFeed) {}

  /** A call that is held open must not hold up a deploy: it reports where things stand. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const wake of this.waiting) wake();
  }

  /** True once the process is about to end: nothing is worth waiting for any more. */
  get stopping(): boolean {
    return this.stopped;
  }

  /** Looks whenever something happened, until it is done. @returns what was seen last */
  async until<T>(sessionId: string, look: () => Promise<Look<T>>, { maxMs, signal }: WaitLimits): Promise<T> {
    const deadline = performance.now() + maxMs;
    const changes = this.changes(sessionId);
    signal?.addEventListener('abort', changes.wake);
    try {
      for (;;) {
        const change = changes.next();
        const { value, done } = await look();
        const left = deadline - performance.now();
        if (done || this.stopped || signal?.aborted || left <= 0) return value;
        await change.within(Math.min(LOOK_AGAIN_MS, left));
      }
    } finally {
      signal?.removeEventListener('abort', changes.wake);
      changes.close();
    }
  }

  /** What happens in a session, for whoever looks on for a while. Close it. */
  changes(sessionId: string, onItem: (item: FeedItem) => boolean = isTurn) {
    let changed: () => void = () => undefined;
    const wake = () => changed();
    this.waiting.add(wake);
    const unfollow = this.feed.follow(sessionId, (item) => {
      if (onItem(item)) wake();
    });
    const next = () => {
      const happened = new Promise<void>((resolve) => {
        changed = resolve;
      });
      // Before the caller looks: what happens while it looks is not missed.
      return { within: (ms: number = LOOK_AGAIN_MS) => either(happened, ms) };
    };
    const close = () => {
      unfollow();
      this.waiting.delete(wake);
    };
    return { wake, next, close };
  }
}

/** A run or a question has moved on. */
const isTurn = (item: FeedItem): boolean =>
  item.kind === 'event' && (item.event.type === 'run.updated' || item.event.type.startsWith('feedback.'));

const either = async (change: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([change, timeout]);
  clearTimeout(timer);
};
