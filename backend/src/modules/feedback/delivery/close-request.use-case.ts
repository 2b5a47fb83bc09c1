import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { failpoint } from '../../../platform/failpoints/index.js';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import { JobCatalogue, JobDispatcher } from '../../../platform/queue/index.js';
import { Metrics } from '../../../platform/telemetry/index.js';
import { holdSession } from '../../agent-state/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { FeedbackRepository } from '../feedback.repository.js';
import { AttemptRepository } from './attempt.repository.js';
import { Projections } from './projections.js';

/** After the end of a request: what was not sent yet is not sent, and every card outside is rewritten (FB-3). */
@Injectable()
export class CloseRequest implements OnModuleInit {
  constructor(
    private readonly catalogue: JobCatalogue,
    private readonly work: UnitOfWork,
    private readonly requests: FeedbackRepository,
    private readonly attempts: AttemptRepository,
    private readonly projections: Projections,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('close-request', ({ requestId }) => this.execute(requestId));
  }

  async execute(requestId: string): Promise<void> {
    const request = await this.requests.find(requestId);
    if (!request || request.status === 'PENDING') return;
    failpoint('close.before-commit');
    const { events, due } = await this.work.run(async (tx) => {
      await holdSession(tx, request.sessionId);
      const skipped = await this.attempts.skipPending(tx, requestId);
      const cards = await this.projections.refresh(tx, requestId, 'settled');
      return { events: [...skipped, ...cards.events], due: cards.due };
    });
    failpoint('close.after-commit');
    this.feed.publish(...events);
    for (const attemptId of due) this.dispatcher.enqueue('deliver', { attemptId });
    if (request.response) await this.countRung(requestId, request.response.channel);
  }

  /** Here, and not where it was settled: who answers must not wait for it. */
  private async countRung(requestId: string, channel: ChannelType): Promise<void> {
    const rung = (await this.attempts.channelsAsked(requestId)).indexOf(channel) + 1;
    this.metrics.count('winningRung', { rung: rung ? String(rung) : 'none', channel: channel.toLowerCase() });
  }
}
