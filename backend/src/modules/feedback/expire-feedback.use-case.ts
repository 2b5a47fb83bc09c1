import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { checkAnswer, type FeedbackRequest } from '@parley/contracts';
import { Clock } from '../../kernel/index.js';
import { failpoint } from '../../platform/failpoints/index.js';
import { Sweeper } from '../../platform/queue/index.js';
import { ClimbRepository } from './delivery/climb.repository.js';
import { expiredOutcome } from './domain/outcome.js';
import { FeedbackRepository } from './feedback.repository.js';
import { type Settlement, SettleRepository } from './settle.repository.js';
import { SettledAnnouncer } from './settled-announcer.js';

const BATCH = 100;
/** One that could not be settled stands behind all others for so long. */
const PUT_OFF_MS = 60_000;

/** Deadlines (FB-2): PARK keeps waiting, FAIL tells the agent *expired*, DEFAULT gives it the declared default. */
@Injectable()
export class ExpireFeedback implements OnModuleInit {
  private readonly log = new Logger(ExpireFeedback.name);
  private readonly putOff = new Map<string, number>();

  constructor(
    private readonly requests: FeedbackRepository,
    private readonly settlements: SettleRepository,
    private readonly announcer: SettledAnnouncer,
    private readonly climbs: ClimbRepository,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('expired requests', async () => {
      const due = await this.requests.expired(BATCH, this.stillPutOff());
      for (const id of due) await this.executeOne(id);
      return due.length;
    });
  }

  /** One request that cannot be settled must not keep the others from their deadlines. */
  private async executeOne(requestId: string): Promise<void> {
    try {
      await this.execute(requestId);
    } catch (error) {
      this.log.error(`request ${requestId} could not be expired, the next try is in a minute: ${String(error)}`);
      this.putOff.set(requestId, performance.now() + PUT_OFF_MS);
    }
  }

  private stillPutOff(): string[] {
    for (const [id, until] of this.putOff) if (until <= performance.now()) this.putOff.delete(id);
    return [...this.putOff.keys()];
  }

  /** Ends the request if its deadline has passed, by the database's clock. Otherwise nothing happens. */
  async execute(requestId: string): Promise<void> {
    const request = await this.requests.find(requestId);
    if (request?.status !== 'PENDING' || request.question.onExpiry === 'PARK') return;
    const ending = await this.endingOf(request);
    failpoint('expiry.before-settle');
    const done = await this.settlements.settle({
      sessionId: request.sessionId,
      requestId,
      ...ending,
      response: null,
      request: { ...request, status: ending.status, reason: ending.reason, settledAt: this.clock.now().toISOString() },
      message: null,
      only: 'due',
    });
    if (!done) return;
    failpoint('expiry.after-settle');
    if (ending.status === 'UNDELIVERABLE') this.log.error(`request ${requestId} ended without having reached anybody`);
    this.announcer.announce(done);
  }

  /** Who was never reached did not let a deadline pass. A declared default is used all the same. */
  private async endingOf(request: FeedbackRequest): Promise<Pick<Settlement, 'status' | 'reason' | 'outcome'>> {
    const notice = request.question.type === 'NOTICE';
    if (request.question.onExpiry === 'FAIL' && !(await this.climbs.wasReached(request.id))) {
      const reason = 'No channel could bring it to anybody before its deadline.';
      return { status: 'UNDELIVERABLE', reason, outcome: notice ? null : { kind: 'undeliverable', reason } };
    }
    return { status: 'EXPIRED', reason: null, outcome: notice ? null : expiredOutcome(request, defaultText(request)) };
  }
}

const defaultText = ({ question }: FeedbackRequest): string | null => {
  const answer = 'default' in question ? question.default : undefined;
  const checked = answer && checkAnswer(question, answer);
  return checked?.ok ? checked.text : null;
};
