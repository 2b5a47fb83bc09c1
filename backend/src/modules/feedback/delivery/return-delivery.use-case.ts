import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import { JobDispatcher } from '../../../platform/queue/index.js';
import { holdSession } from '../../agent-state/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { AttemptRepository } from './attempt.repository.js';
import { Planner } from './planner.js';

/** What was accepted came back: its person is away, or there is nobody. The question goes to the next rung (FB-7). */
@Injectable()
export class ReturnDelivery {
  constructor(
    private readonly work: UnitOfWork,
    private readonly attempts: AttemptRepository,
    private readonly planner: Planner,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
  ) {}

  async execute(attemptId: string, sessionId: string, returned: 'away' | 'bounced'): Promise<void> {
    const plan = await this.work.run(async (tx) => {
      await holdSession(tx, sessionId);
      const requestId = await this.attempts.recordReturn(tx, attemptId, returned);
      return requestId ? this.planner.plan(tx, requestId) : null;
    });
    if (!plan) return;
    this.feed.publish(...plan.events);
    for (const next of plan.due) this.dispatcher.enqueue('deliver', { attemptId: next.attemptId }, next.delayMs);
  }
}
