import { RequestMalformedError } from '@a2a-js/sdk/errors';
import { Injectable } from '@nestjs/common';
import type { FeedbackAnswer, FeedbackRequest } from '@parley/contracts';
import type { Principal } from '../../auth/index.js';
import { AnswerFeedback, readAnswer } from '../../feedback/index.js';
import { type AnswerData, answerDataOf, type Incoming } from './domain/incoming.js';
import type { TaskRow } from './domain/task.js';
import { TaskView } from './task-view.js';

/** What comes to a task that waits for input: read by the grammar or taken from data, never guessed (FB-11, FB-12). */
@Injectable()
export class AnswerTask {
  constructor(
    private readonly view: TaskView,
    private readonly answerFeedback: AnswerFeedback,
  ) {}

  /** @throws RequestMalformedError, DomainError approval_mismatch, feedback_already_settled, not_found */
  async execute(user: Principal, row: TaskRow, incoming: Incoming, responseId: string): Promise<void> {
    const data = answerDataOf(incoming);
    const request = pick(await this.view.questionsOf(row), data.request_id);
    const answer = data.answer ?? decisionOf(request, data) ?? readText(request, incoming.text, data.binding_hash);
    await this.answerFeedback.execute({
      ...{ requestId: request.id, answer, responseId, channel: 'WEB' },
      person: { id: user.userId, name: user.name },
      raw: incoming.data.length ? JSON.stringify(incoming.data[0]) : incoming.text,
    });
  }
}

const pick = (open: FeedbackRequest[], id: string | undefined): FeedbackRequest => {
  const fitting = id === undefined ? open : open.filter((request) => request.id === id);
  const [first, second] = fitting;
  if (!first) throw new RequestMalformedError('This question does not wait for an answer any more.');
  if (second)
    throw new RequestMalformedError(
      `Several questions wait: say which one by a data part with its request_id (${fitting.map((one) => one.id).join(', ')}).`,
    );
  return first;
};

const decisionOf = (request: FeedbackRequest, data: AnswerData): FeedbackAnswer | null => {
  const {
    decision,
    binding_hash: hash,
    comment,
    edited_arguments: editedArguments,
    approved_hunks: approvedHunks,
  } = data;
  if (!decision) return null;
  if (request.question.type !== 'APPROVAL' || !request.bindingHash)
    throw new RequestMalformedError('This question is no approval.');
  // Only an approval can do harm: it names what its sender saw.
  if (decision === 'approve' && hash === undefined)
    throw new RequestMalformedError('An approval names what it approves: send the binding_hash of the question.');
  const bindingHash = hash ?? request.bindingHash;
  return { type: 'APPROVAL', decision, comment, editedArguments, approvedHunks, bindingHash };
};

const UNBOUND =
  'The question stays open. A decision names what it is about: send a part of data with decision and binding_hash.';

/** Words alone do not say what their sender saw: of an approval they may ask for changes, and decide nothing (FB-11). */
const readText = (request: FeedbackRequest, text: string, hash: string | undefined): FeedbackAnswer => {
  const read = readAnswer(request.question, text, { bindingHash: hash ?? request.bindingHash });
  if (!read.ok) throw new RequestMalformedError(`The question stays open. ${read.hint}`);
  const { answer } = read;
  if (hash === undefined && answer.type === 'APPROVAL' && answer.decision !== 'revise')
    throw new RequestMalformedError(UNBOUND);
  return answer;
};
