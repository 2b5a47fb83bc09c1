import { Injectable } from '@nestjs/common';
import type { Thread } from '@parley/contracts';
import { SessionWaiter } from './session-waiter.js';
import { ThreadView } from './thread-view.js';

/** Longest a call is held open. A thread that needs more is reported as `running`; its status can be asked again. */
const MAX_WAIT_MS = 120_000;

@Injectable()
export class ThreadWaiter {
  constructor(
    private readonly view: ThreadView,
    private readonly waiter: SessionWaiter,
  ) {}

  /** Resolves when the thread is done, failed or wants the person. */
  untilRested(sessionId: string): Promise<Thread> {
    const look = async () => {
      const value = await this.view.of(sessionId);
      return { value, done: value.status !== 'running' };
    };
    return this.waiter.until(sessionId, look, { maxMs: MAX_WAIT_MS });
  }
}
