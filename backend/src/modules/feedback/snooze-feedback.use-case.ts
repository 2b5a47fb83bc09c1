import { Injectable } from '@nestjs/common';
import type { FeedbackRequest } from '@parley/contracts';
import { Clock, DomainError, notFound } from '../../kernel/index.js';
import { ContactPreferences } from '../channels/index.js';
import { ChangeRequest } from './change-request.js';
import { readSnoozeTime } from './domain/snooze-time.js';
import { FeedbackRepository } from './feedback.repository.js';

const DAY_MS = 24 * 3_600_000;
const MAX_DAYS = 366;

/** Either the moment, or words for it in the person's time zone. */
export interface SnoozeTime {
  until?: string | undefined;
  when?: string | undefined;
}

@Injectable()
export class SnoozeFeedback {
  constructor(
    private readonly requests: FeedbackRepository,
    private readonly change: ChangeRequest,
    private readonly preferences: ContactPreferences,
    private readonly clock: Clock,
  ) {}

  /**
   * Nobody is asked before then, and then from the first rung (FB-14). The deadline stands, and an answer is welcome any time.
   * @throws DomainError not_found, snooze_invalid, feedback_already_settled
   */
  async execute(requestId: string, personId: string, time: SnoozeTime): Promise<FeedbackRequest> {
    const request = await this.requests.find(requestId);
    if (request?.assigneeId !== personId) throw notFound('question');
    const until = await this.momentOf(time, personId);
    this.requireSensible(request, until);
    return this.change.execute(request, personId, { why: 'snooze_over', change: 'snoozed', snoozedUntil: until });
  }

  private async momentOf({ until, when }: SnoozeTime, personId: string): Promise<Date> {
    if (until !== undefined) return new Date(until);
    const read = readSnoozeTime(when ?? '', this.clock.now(), (await this.preferences.show(personId)).timeZone);
    if (!read.ok) throw new DomainError('snooze_invalid', read.hint);
    return read.until;
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
