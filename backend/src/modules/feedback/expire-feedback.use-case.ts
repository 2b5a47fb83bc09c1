import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { checkAnswer, type FeedbackRequest } from '@parley/contracts';
import { Clock } from '../../kernel/index.js';
import { failpoint } from '../../platform/failpoints/index.js';
import { JobDispatcher, Sweeper } from '../../platform/queue/index.js';
import { SessionFeed } from '../sessions/index.js';
import { expiredOutcome } from './domain/outcome.js';
import { FeedbackRepository } from './feedback.repository.js';
import { SettleRepository } from './settle.repository.js';

const BATCH = 100;

/** Deadlines (FB-2): PARK keeps waiting, FAIL tells the agent *expired*, DEFAULT gives it the declared default. */
@Injectable()
export class ExpireFeedback implements OnModuleInit {
  private readonly log = new Logger(ExpireFeedback.name);

  constructor(
    private readonly requests: FeedbackRepository,
    private readonly settlements: SettleRepository,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('expired requests', async () => {
      const due = await this.requests.expired(BATCH);
      for (const id of due) await this.executeOne(id);
      return due.length;
    });
  }

  /** One request that cannot be settled must not keep the others from their deadlines. */
  private async executeOne(requestId: string): Promise<void> {
    try {
      await this.execute(requestId);
    } catch (error) {
      this.log.error(`request ${requestId} could not be expired, the next sweep tries again: ${String(error)}`);
    }
  }

  /** Ends the request if its deadline has passed, by the database's clock. Otherwise nothing happens. */
  async execute(requestId: string): Promise<void> {
    const request = await this.requests.find(requestId);
    if (request?.status !== 'PENDING' || request.question.onExpiry === 'PARK') return;
    failpoint('expiry.before-settle');
    const settled: FeedbackRequest = { ...request, status: 'EXPIRED', settledAt: this.clock.now().toISOString() };
    const done = await this.settlements.settle({
      sessionId: request.sessionId,
      requestId,
      status: 'EXPIRED',
      reason: null,
      outcome: request.question.type === 'NOTICE' ? null : expiredOutcome(request, defaultText(request)),
      response: null,
      request: settled,
      message: null,
      only: 'due',
    });
    if (!done) return;
    failpoint('expiry.after-settle');
    this.feed.publish(...done.events);
    if (done.wokenRun) this.dispatcher.kick('advance-run', { runId: done.wokenRun });
  }
}

const defaultText = ({ question }: FeedbackRequest): string | null => {
  const answer = 'default' in question ? question.default : undefined;
  const checked = answer && checkAnswer(question, answer);
  return checked?.ok ? checked.text : null;
};
