import { Injectable } from '@nestjs/common';
import type { FeedbackRequest } from '@parley/contracts';
import { Clock, DomainError, notFound } from '../../kernel/index.js';
import { ChangeRequest } from './change-request.js';
import { FeedbackRepository } from './feedback.repository.js';

const DAY_MS = 24 * 3_600_000;
const MAX_DAYS = 366;

@Injectable()
export class SnoozeFeedback {
  constructor(
    private readonly requests: FeedbackRepository,
    private readonly change: ChangeRequest,
    private readonly clock: Clock,
  ) {}

  /**
   * Nobody is asked before then, and then from the first rung (FB-14). The deadline stands, and an answer is welcome any time.
   * @throws DomainError not_found, snooze_invalid, feedback_already_settled
   */
  async execute(requestId: string, personId: string, until: Date): Promise<FeedbackRequest> {
    const request = await this.requests.find(requestId);
    if (request?.assigneeId !== personId) throw notFound('question');
    this.requireSensible(request, until);
    return this.change.execute(request, personId, { why: 'snooze_over', change: 'snoozed', snoozedUntil: until });
  }

  private requireSensible({ expiresAt, question }: FeedbackRequest, until: Date): void {
    const now = this.clock.now().getTime();
    if (until.getTime() <= now) throw new DomainError('snooze_invalid', 'That moment has passed.');
    if (until.getTime() > now + MAX_DAYS * DAY_MS)
      throw new DomainError('snooze_invalid', 'A question sleeps for a year at most.');
    if (expiresAt && question.onExpiry !== 'PARK' && until.getTime() >= Date.parse(expiresAt))
      throw new DomainError('snooze_invalid', `The question ends before then, at ${expiresAt}.`);
  }
}
