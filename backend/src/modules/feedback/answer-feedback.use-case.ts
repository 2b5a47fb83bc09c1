import { Injectable } from '@nestjs/common';
import {
  type ChannelType,
  checkAnswer,
  type FeedbackAnswer,
  type FeedbackRequest,
  type FeedbackResponse,
  type Message,
} from '@parley/contracts';
import { Clock, DomainError, newId, notFound } from '../../kernel/index.js';
import { failpoint } from '../../platform/failpoints/index.js';
import { RunTaker } from '../agent-state/index.js';
import { inZone } from '../channels/index.js';
import { SessionFeed } from '../sessions/index.js';
import { canonicalJson } from './domain/binding-hash.js';
import { isTerminal } from './domain/feedback-status.js';
import { answeredOutcome } from './domain/outcome.js';
import { ExpireFeedback } from './expire-feedback.use-case.js';
import { FeedbackRepository } from './feedback.repository.js';
import { SettleRepository } from './settle.repository.js';
import { SettledAnnouncer } from './settled-announcer.js';

export interface AnswerInput {
  requestId: string;
  /** Who answers, as the channel has proven it. */
  person: { id: string; name: string };
  channel: ChannelType;
  answer: FeedbackAnswer;
  /** What was received, word for word. */
  raw: string;
  /** Under which it is known again, should the same answer be brought twice. Left out: a new one. */
  responseId?: string;
}

@Injectable()
export class AnswerFeedback {
  constructor(
    private readonly requests: FeedbackRepository,
    private readonly settlements: SettleRepository,
    private readonly expire: ExpireFeedback,
    private readonly feed: SessionFeed,
    private readonly announcer: SettledAnnouncer,
    private readonly taker: RunTaker,
    private readonly clock: Clock,
  ) {}

  /**
   * The first valid answer wins, from whatever channel (FB-4).
   * @throws DomainError not_found (also for strangers), answer_invalid, approval_mismatch, feedback_already_settled
   */
  async execute(input: AnswerInput): Promise<FeedbackRequest> {
    const request = await this.authorised(input);
    const response = this.check(request, input);
    failpoint('answer.before-settle');
    if (!isTerminal(request.status)) {
      const answered = await this.settle(request, response);
      if (answered) return answered;
    }
    return this.tooLate(input.requestId, response);
  }

  /** FB-10, for every channel: only the assignee answers. Everybody else learns nothing, and the request stays open. */
  private async authorised(input: AnswerInput): Promise<FeedbackRequest> {
    const request = await this.requests.find(input.requestId);
    if (request?.assigneeId !== input.person.id) throw notTheirs(request, input.person.id);
    return request;
  }

  private check(request: FeedbackRequest, input: AnswerInput): FeedbackResponse & { raw: string } {
    const checked = checkAnswer(request.question, input.answer);
    if (!checked.ok)
      throw new DomainError('answer_invalid', 'The answer does not fit the question.', { errors: checked.problems });
    if (input.answer.type === 'APPROVAL' && input.answer.bindingHash !== request.bindingHash)
      throw new DomainError('approval_mismatch', 'What you approve is not what this question shows. Look at it again.');
    const { answer, channel, raw } = input;
    return {
      id: input.responseId ?? newId(),
      answer,
      text: checked.text,
      by: input.person,
      channel,
      at: this.clock.now().toISOString(),
      raw,
    };
  }

  private async settle(
    request: FeedbackRequest,
    received: FeedbackResponse & { raw: string },
  ): Promise<FeedbackRequest | null> {
    const { raw: _raw, ...response } = received;
    const settled: FeedbackRequest = { ...request, status: 'ANSWERED', settledAt: response.at, response };
    const done = await this.settlements.settle({
      sessionId: request.sessionId,
      requestId: request.id,
      status: 'ANSWERED',
      reason: null,
      outcome: request.question.type === 'NOTICE' ? null : answeredOutcome(response, request.id),
      response: received,
      request: settled,
      message: request.question.type === 'NOTICE' ? null : this.lineFor(request, response),
      only: 'open',
      assigneeId: response.by.id,
      leaseMs: this.taker.leaseMs(),
    });
    if (!done) return null;
    failpoint('answer.after-settle');
    this.announcer.announce(done);
    return settled;
  }

  /** Recorded, its sender told who was first, when and where; without effect. */
  private async tooLate(requestId: string, response: FeedbackResponse & { raw: string }): Promise<FeedbackRequest> {
    await this.expire.execute(requestId);
    const request = await this.requests.find(requestId);
    // Handed on to somebody else a moment ago: it is no longer this person's to answer.
    if (request?.assigneeId !== response.by.id) throw notTheirs(request, response.by.id);
    const first = request.response;
    // A lost reply, a double click: the same person says the same once more and is told what became of it.
    if (first && isRepeat(first, response)) return request;
    const event = await this.settlements.recordTooLate(request, response, first ? 'SUPERSEDED' : 'LATE');
    if (event) this.feed.publish(event);
    throw new DomainError('feedback_already_settled', tooLateMessage(request), { request });
  }

  private lineFor(request: FeedbackRequest, response: FeedbackResponse): Message {
    return {
      id: newId(),
      sessionId: request.sessionId,
      role: 'USER',
      type: 'FEEDBACK_RESPONSE',
      status: 'SENT',
      text: response.text,
      channel: response.channel,
      author: response.by.name,
      runId: request.runId,
      feedbackRequestId: request.id,
      createdAt: response.at,
    };
  }
}

/** Who handed it on is told so; everybody else learns nothing. */
const notTheirs = (request: FeedbackRequest | null, personId: string): DomainError =>
  request?.delegation?.by.id === personId
    ? new DomainError('not_found', `You handed this question on: it is for ${request.delegation.to.name} to answer.`)
    : notFound('question');

const isRepeat = (first: FeedbackResponse, again: FeedbackResponse): boolean =>
  first.id === again.id ||
  (first.by.id === again.by.id &&
    first.channel === again.channel &&
    canonicalJson(first.answer) === canonicalJson(again.answer));

const tooLateMessage = (request: FeedbackRequest): string => {
  const first = request.response;
  if (first)
    return `${first.by.name} answered first${request.question.sensitive ? '' : `: "${first.text}"`} (${first.channel.toLowerCase()}, ${inZone(first.at, 'UTC')} UTC). Your answer is kept, without effect.`;
  return `This question is closed (${request.status.toLowerCase()}). Your answer is kept, without effect.`;
};
