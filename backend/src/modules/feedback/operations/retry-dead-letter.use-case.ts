import { Injectable } from '@nestjs/common';
import type { DeadLetter, RetriedDeadLetters } from '@parley/contracts';
import { assertNever, DomainError, notFound } from '../../../kernel/index.js';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import { JobDispatcher, Outbox } from '../../../platform/queue/index.js';
import { holdSession } from '../../agent-state/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { ChangeRequest } from '../change-request.js';
import { AttemptRepository } from '../delivery/attempt.repository.js';
import { FeedbackRepository } from '../feedback.repository.js';
import { OperationsRepository } from './operations.repository.js';

/** An operator has mended what was broken: the question is asked again from the first rung, the rest tried once more. */
@Injectable()
export class RetryDeadLetter {
  constructor(
    private readonly operations: OperationsRepository,
    private readonly requests: FeedbackRepository,
    private readonly change: ChangeRequest,
    private readonly attempts: AttemptRepository,
    private readonly work: UnitOfWork,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError not_found, not_retryable */
  async execute(kind: DeadLetter['kind'], id: string): Promise<void> {
    switch (kind) {
      case 'request':
        return this.request(id);
      case 'delivery':
        return this.delivery(id);
      case 'job':
        if (!(await this.operations.reviveJob(id))) throw notFound('dead letter');
        return this.outbox.relaySoon();
      default:
        return assertNever(kind);
    }
  }

  /** One after another: what was broken for all of them may still be weak. One that cannot be tried holds up no other. */
  async all(kind: DeadLetter['kind']): Promise<RetriedDeadLetters> {
    const letters = (await this.operations.deadLetters()).filter((one) => one.kind === kind && one.retryable);
    let retried = 0;
    for (const { id } of letters) {
      try {
        await this.execute(kind, id);
        retried++;
      } catch (error) {
        // Somebody else was first, or it has ended a moment ago.
        if (!(error instanceof DomainError)) throw error;
      }
    }
    return { retried, left: letters.length - retried };
  }

  private async request(id: string): Promise<void> {
    const request = await this.requests.find(id);
    if (!request) throw notFound('dead letter');
    if (request.status !== 'PENDING') throw new DomainError('not_retryable', 'The question has ended.');
    await this.change.execute(request, null, { why: 'operator', change: 'resumed' });
  }

  private async delivery(id: string): Promise<void> {
    const sessionId = await this.operations.sessionOfDead(id);
    if (!sessionId) throw notFound('dead letter');
    const retried = await this.work.run(async (tx) => {
      await holdSession(tx, sessionId);
      return this.attempts.repeat(tx, id);
    });
    if (!retried) throw notFound('dead letter');
    if (retried.event) this.feed.publish(retried.event);
    this.dispatcher.enqueue('deliver', { attemptId: retried.id });
  }
}
