import { Injectable } from '@nestjs/common';
import { type FeedbackQuestion, type FeedbackRequest, feedbackQuestionSchema, type Message } from '@parley/contracts';
import { Clock, newId } from '../../kernel/index.js';
import { failpoint } from '../../platform/failpoints/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import type { RunLease } from '../agent-state/index.js';
import { SessionFeed } from '../sessions/index.js';
import { AskRepository } from './ask.repository.js';
import { FirstDeliveries } from './delivery/first-delivery.js';
import { bindingHash } from './domain/binding-hash.js';

export interface AskInput {
  stepId: string;
  stepKey: string;
  stepName: string;
  question: FeedbackQuestion;
  /** Whose question it is, when it is not the run's own agent's: an agent that works for it. */
  askedBy: string | null;
  /** Asked just before the question is put: whether nothing else of the run goes on, so that with it the run waits. */
  wouldRest: () => boolean;
}

@Injectable()
export class AskPerson {
  constructor(
    private readonly asks: AskRepository,
    private readonly feed: SessionFeed,
    private readonly firstDeliveries: FirstDeliveries,
    private readonly dispatcher: JobDispatcher,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts a question to the session's owner: request, conversation line, waiting step and first delivery at once.
   * @returns whether the run waits now, and is held no more
   * @throws LeaseLost when another worker holds the run; nothing was asked then
   */
  async execute(lease: RunLease, input: AskInput): Promise<boolean> {
    const question = inAuthorsOrder(feedbackQuestionSchema.parse(input.question));
    const request = this.newRequest(lease, question, input.askedBy ?? lease.agent);
    const delivery = await this.firstDeliveries.of(request);
    failpoint('ask.before-commit');
    const { events, rests } = await this.asks.create(lease, {
      request,
      message: this.lineFor(lease, request),
      stepId: input.stepId,
      stepKey: input.stepKey,
      stepName: input.stepName,
      expiresInMs: question.expiresInMs ?? null,
      delivery,
      rests: question.type !== 'NOTICE' && input.wouldRest(),
    });
    failpoint('ask.after-commit');
    this.feed.publish(...events);
    if (delivery.attempt && !delivery.attempt.web)
      this.dispatcher.enqueue('deliver', { attemptId: delivery.attempt.id });
    return rests;
  }

  private newRequest(lease: RunLease, question: FeedbackQuestion, agent: string): FeedbackRequest {
    return {
      id: newId(),
      sessionId: lease.sessionId,
      runId: lease.runId,
      agent,
      assigneeId: lease.ownerId,
      status: 'PENDING',
      question,
      bindingHash: bindingHash(question),
      createdAt: this.clock.now().toISOString(),
      expiresAt: null,
      snoozedUntil: null,
      delegation: null,
      settledAt: null,
      reason: null,
      response: null,
    };
  }

  private lineFor(lease: RunLease, request: FeedbackRequest): Message {
    return {
      id: newId(),
      sessionId: lease.sessionId,
      role: 'AGENT',
      type: request.question.type === 'NOTICE' ? 'NOTICE' : 'FEEDBACK_REQUEST',
      status: 'SENT',
      text: request.question.question,
      channel: 'WEB',
      author: request.agent,
      runId: lease.runId,
      feedbackRequestId: request.id,
      createdAt: request.createdAt,
    };
  }
}

/** JSON in the database keeps no order of members, and a form has one. */
const inAuthorsOrder = (question: FeedbackQuestion): FeedbackQuestion => {
  if (question.type !== 'FORM' || question.schema.order) return question;
  return { ...question, schema: { ...question.schema, order: Object.keys(question.schema.properties) } };
};
