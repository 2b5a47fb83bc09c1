import { Injectable } from '@nestjs/common';
import type { FailedWork } from '@parley/contracts';
import { notFound } from '../../../../kernel/index.js';
import { UnitOfWork } from '../../../../platform/prisma/index.js';
import { JobDispatcher } from '../../../../platform/queue/index.js';
import { holdSession } from '../../../agent-state/index.js';
import { SessionFeed } from '../../../sessions/index.js';
import { AttemptRepository } from '../../delivery/attempt.repository.js';
import { Planner } from '../../delivery/planner.js';
import { OpenWorkRepository } from './open-work.repository.js';

/** No more tries: a job becomes a dead letter, a question goes on to its next channel at once. */
@Injectable()
export class GiveUpWork {
  constructor(
    private readonly open: OpenWorkRepository,
    private readonly attempts: AttemptRepository,
    private readonly planner: Planner,
    private readonly work: UnitOfWork,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
  ) {}

  /** @throws DomainError not_found: it does not wait any more */
  async execute(kind: FailedWork['kind'], id: string): Promise<void> {
    if (kind === 'delivery') return this.delivery(id);
    if (!(await this.open.buryJob(id))) throw notFound('waiting try');
  }

  private async delivery(id: string): Promise<void> {
    const attempt = await this.open.waitingAttempt(id);
    if (!attempt) throw notFound('waiting try');
    const done = await this.work.run(async (tx) => {
      await holdSession(tx, attempt.sessionId);
      const skipped = await this.attempts.skip(tx, id);
      if (!skipped) return null;
      const next = attempt.climbs ? await this.planner.plan(tx, attempt.climbs) : { events: [], due: [] };
      return { events: [...(skipped.event ? [skipped.event] : []), ...next.events], due: next.due };
    });
    if (!done) throw notFound('waiting try');
    for (const event of done.events) this.feed.publish(event);
    for (const { attemptId, delayMs } of done.due) this.dispatcher.enqueue('deliver', { attemptId }, delayMs);
  }
}
