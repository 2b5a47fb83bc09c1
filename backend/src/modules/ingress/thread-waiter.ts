import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Thread } from '@parley/contracts';
import { SessionFeed } from '../sessions/index.js';
import { ThreadView } from './thread-view.js';

/** Longest a call is held open. A thread that needs more is reported as `running`; its status can be asked again. */
const MAX_WAIT_MS = 120_000;
/** The feed is only a hint (another process may do the work), so the database is looked at now and then. */
const LOOK_AGAIN_MS = 1_000;

@Injectable()
export class ThreadWaiter implements BeforeApplicationShutdown {
  /** Wakes each call that is being held open. */
  private readonly waiting = new Set<() => void>();
  private stopped = false;

  constructor(
    private readonly view: ThreadView,
    private readonly feed: SessionFeed,
  ) {}

  /** A call that is held open must not hold up a deploy: it reports where the thread stands. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const wake of this.waiting) wake();
  }

  /** Resolves when the thread is done, failed or wants the person. */
  async untilRested(sessionId: string): Promise<Thread> {
    const deadline = performance.now() + MAX_WAIT_MS;
    let changed: () => void = () => undefined;
    const wake = () => changed();
    this.waiting.add(wake);
    const unfollow = this.feed.follow(sessionId, (item) => {
      if (item.kind === 'event' && item.event.type === 'run.updated') wake();
    });
    try {
      for (;;) {
        const change = new Promise<void>((resolve) => {
          changed = resolve;
        });
        const thread = await this.view.of(sessionId);
        if (thread.status !== 'running' || this.stopped || performance.now() > deadline) return thread;
        await this.either(change, LOOK_AGAIN_MS);
      }
    } finally {
      unfollow();
      this.waiting.delete(wake);
    }
  }

  private async either(change: Promise<void>, ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([change, timeout]);
    clearTimeout(timer);
  }
}
