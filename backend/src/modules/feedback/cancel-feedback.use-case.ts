import { Injectable } from '@nestjs/common';
import type { FeedbackRequest, SessionEvent } from '@parley/contracts';
import { Clock, DomainError, notFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/prisma/index.js';
import { SessionAccess } from '../sessions/index.js';
import { FeedbackRepository } from './feedback.repository.js';
import { type Settlement, SettleRepository } from './settle.repository.js';
import { SettledAnnouncer } from './settled-announcer.js';

@Injectable()
export class CancelFeedback {
  constructor(
    private readonly requests: FeedbackRepository,
    private readonly settlements: SettleRepository,
    private readonly access: SessionAccess,
    private readonly announcer: SettledAnnouncer,
    private readonly clock: Clock,
  ) {}

  /**
   * A person takes the question back (FB-14); the agent is told *cancelled* and goes on.
   * @throws DomainError not_found, feedback_already_settled
   */
  async execute(requestId: string, person: { id: string; admin: boolean }, reason?: string): Promise<FeedbackRequest> {
    const request = await this.requests.find(requestId);
    if (!request || !(await this.mayCancel(request, person))) throw notFound('question');
    const input = this.cancellation(request, reason ?? 'Withdrawn', true);
    const done = await this.settlements.settle(input);
    if (!done)
      throw new DomainError('feedback_already_settled', 'This question is closed already.', {
        request: await this.requests.find(requestId),
      });
    this.announcer.announce(done);
    return input.request;
  }

  /**
   * The run has ended, so nobody needs the answers any more. Notices stay until they are read.
   * Inside the caller's transaction, which holds the session's lock; the caller publishes.
   */
  async withdrawOfRun(tx: Tx, runId: string, reason: string): Promise<SessionEvent[]> {
    const events: SessionEvent[] = [];
    for (const request of await this.requests.pendingOfRun(runId, tx)) {
      if (request.question.type === 'NOTICE') continue;
      const done = await this.settlements.settle(this.cancellation(request, reason, false), tx);
      if (done) events.push(...done.events);
    }
    return events;
  }

  private async mayCancel(request: FeedbackRequest, person: { id: string; admin: boolean }): Promise<boolean> {
    if (person.admin || request.assigneeId === person.id) return true;
    return (await this.access.ownerOf(request.sessionId)) === person.id;
  }

  private cancellation(request: FeedbackRequest, reason: string, tellAgent: boolean): Settlement {
    const settledAt = this.clock.now().toISOString();
    const tell = tellAgent && request.question.type !== 'NOTICE';
    return {
      sessionId: request.sessionId,
      requestId: request.id,
      status: 'CANCELLED',
      reason,
      outcome: tell ? { kind: 'cancelled', reason } : null,
      response: null,
      request: { ...request, status: 'CANCELLED', reason, settledAt },
      message: null,
      only: 'any',
    };
  }
}
