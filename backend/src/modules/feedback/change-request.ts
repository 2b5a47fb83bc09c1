import { Injectable } from '@nestjs/common';
import type { DeliveryWhy, FeedbackRequest, SessionEvent, SessionEventPayload } from '@parley/contracts';
import { DomainError } from '../../kernel/index.js';
import { failpoint } from '../../platform/failpoints/index.js';
import { type Tx, UnitOfWork } from '../../platform/prisma/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import { holdSession } from '../agent-state/index.js';
import { SessionFeed } from '../sessions/index.js';
import { Planner } from './delivery/planner.js';
import { Projections } from './delivery/projections.js';
import { FeedbackRepository } from './feedback.repository.js';

export interface RequestChange {
  /** What begins the new climb. */
  why: DeliveryWhy;
  change: SessionEventPayload<'feedback.updated'>['change'];
  snoozedUntil?: Date;
  delegation?: NonNullable<FeedbackRequest['delegation']>;
}

/** Changes an open request and asks it anew, in one transaction: a snooze, a delegation, an operator's retry. */
@Injectable()
export class ChangeRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: FeedbackRepository,
    private readonly planner: Planner,
    private readonly projections: Projections,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
  ) {}

  /**
   * @param assigneeId whose it must still be when the change is made; null: whosever
   * @throws DomainError feedback_already_settled
   */
  async execute(request: FeedbackRequest, assigneeId: string | null, change: RequestChange): Promise<FeedbackRequest> {
    failpoint('change.before-commit');
    const done = await this.work.run(async (tx) => {
      await holdSession(tx, request.sessionId);
      await this.requireOpen(tx, request.id, assigneeId);
      const plan = await this.planner.restart(tx, request.id, change.why, change);
      // Who no longer decides sees so on their card. A snooze leaves the cards as they are.
      const cards = change.delegation
        ? await this.projections.refresh(tx, request.id, 'delegated')
        : { events: [], due: [] };
      const update = await this.requests.recordUpdate(tx, request.id, change.change);
      const events: SessionEvent[] = [...plan.events, ...cards.events, update];
      return { events, due: [...plan.due, ...cards.due.map((attemptId) => ({ attemptId, delayMs: 0 }))], update };
    });
    failpoint('change.after-commit');
    this.feed.publish(...done.events);
    for (const { attemptId, delayMs } of done.due) this.dispatcher.enqueue('deliver', { attemptId }, delayMs);
    return done.update.payload.request;
  }

  private async requireOpen(tx: Tx, requestId: string, assigneeId: string | null): Promise<void> {
    const request = await this.requests.find(requestId, tx);
    if (request?.status === 'PENDING' && (assigneeId === null || request.assigneeId === assigneeId)) return;
    throw new DomainError(
      'feedback_already_settled',
      'This question is closed already, or somebody else decides it now.',
      { request },
    );
  }
}
