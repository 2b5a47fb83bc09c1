import { Injectable } from '@nestjs/common';
import type {
  continueThreadSchema,
  FeedbackAnswer,
  FeedbackRequest,
  resumeThreadSchema,
  Thread,
} from '@parley/contracts';
import type { z } from 'zod';
import { DomainError } from '../../kernel/index.js';
import { AnswerFeedback, ListRequests, type ReadAnswer, readAnswer } from '../feedback/index.js';
import { SessionAccess } from '../sessions/index.js';
import { ThreadView } from './thread-view.js';
import { ThreadWaiter } from './thread-waiter.js';

interface User {
  userId: string;
  name: string;
}

/** Answers a thread's question and runs on until the agent is done or needs the person again (API-2). */
@Injectable()
export class ContinueThread {
  constructor(
    private readonly access: SessionAccess,
    private readonly requests: ListRequests,
    private readonly answerFeedback: AnswerFeedback,
    private readonly view: ThreadView,
    private readonly waiter: ThreadWaiter,
  ) {}

  /** @throws DomainError not_found, no_pending_request, several_pending_requests, answer_invalid */
  async execute(user: User, input: z.infer<typeof continueThreadSchema>): Promise<Thread> {
    const request = await this.target(user, input.thread_id, input.request_id);
    const read = readResponse(request, input.response);
    if (!read.ok)
      throw new DomainError('answer_invalid', read.hint, { errors: [{ path: 'response', message: read.hint }] });
    return this.answer(user, request, read.answer, input.response);
  }

  /**
   * Decides an approval. `feedback` says what should be different, and the agent comes back with something better; where a
   * question takes no such answer, it rejects with a comment.
   */
  async resume(user: User, threadId: string, input: z.infer<typeof resumeThreadSchema>): Promise<Thread> {
    const request = await this.target(user, threadId, input.request_id);
    if (request.question.type !== 'APPROVAL' || !request.bindingHash)
      throw new DomainError('answer_invalid', 'This question is no approval: continue the thread with a response.');
    const answer: FeedbackAnswer = {
      type: 'APPROVAL',
      decision: decisionOf(input.decision, request.question.revisable),
      comment: input.feedback,
      // Only an approval can do harm: it is checked against what its sender saw.
      bindingHash: input.binding_hash ?? request.bindingHash,
    };
    return this.answer(user, request, answer, JSON.stringify(input));
  }

  async status(user: User, threadId: string): Promise<Thread> {
    await this.access.requireOwner(user.userId, threadId);
    return this.view.of(threadId);
  }

  private async target(user: User, threadId: string, requestId: string | undefined): Promise<FeedbackRequest> {
    await this.access.requireOwner(user.userId, threadId);
    const open = await this.requests.pendingOfSession(threadId);
    const questions = open.filter((request) => request.question.type !== 'NOTICE');
    const fitting = requestId ? open.filter((request) => request.id === requestId) : questions;
    if (fitting.length > 1)
      throw new DomainError('several_pending_requests', 'Several questions wait: say which one by request_id.', {
        pending_requests: fitting.map(({ id, question, bindingHash }) => ({
          request_id: id,
          question,
          binding_hash: bindingHash,
        })),
      });
    if (!fitting[0]) throw new DomainError('no_pending_request', 'No question of this thread waits for an answer.');
    return fitting[0];
  }

  private async answer(user: User, request: FeedbackRequest, answer: FeedbackAnswer, raw: string): Promise<Thread> {
    const person = { id: user.userId, name: user.name };
    await this.answerFeedback.execute({ requestId: request.id, person, channel: 'WEB', answer, raw });
    return this.waiter.untilRested(request.sessionId);
  }
}

const decisionOf = (given: z.infer<typeof resumeThreadSchema>['decision'], revisable: boolean) => {
  if (given !== 'feedback') return given;
  return revisable ? 'revise' : 'reject';
};

/**
 * Nothing is approved or rejected in prose here, because it does not say what its sender saw (FB-11). What should be different
 * may be: nothing runs by it.
 */
const readResponse = ({ question, bindingHash }: FeedbackRequest, response: string): ReadAnswer => {
  const read = readAnswer(question, response, { bindingHash: null });
  if (read.ok || question.type !== 'APPROVAL' || !question.revisable) return read;
  const wish = readAnswer(question, response, { bindingHash });
  return wish.ok && wish.answer.type === 'APPROVAL' && wish.answer.decision === 'revise' ? wish : read;
};
