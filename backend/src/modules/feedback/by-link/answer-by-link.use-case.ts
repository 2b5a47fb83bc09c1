import { Injectable } from '@nestjs/common';
import type { AnsweredLink, FeedbackAnswer } from '@parley/contracts';
import { DomainError } from '../../../kernel/index.js';
import { AnswerFeedback } from '../answer-feedback.use-case.js';
import { canonicalJson } from '../domain/binding-hash.js';
import { AnswerLinks, type Link } from './answer-links.js';
import { isTheirs, linkView, needsOf, notByButton } from './link-view.js';

export interface Press {
  token: string;
  /** Which button of the mail, from 0. */
  choose?: number | undefined;
  /** Or the answer itself. */
  answer?: FeedbackAnswer | undefined;
}

/** A button in a mail, pressed on its page (EML-5): judged and settled like an answer from anywhere else. */
@Injectable()
export class AnswerByLink {
  constructor(
    private readonly links: AnswerLinks,
    private readonly answerFeedback: AnswerFeedback,
  ) {}

  /**
   * One press of one mail counts: a second one is told what became of the first.
   * @param caller who is signed in, if anybody is
   * @throws DomainError not_found, unauthorized (sign in first), forbidden (somebody else is signed in), answer_invalid,
   *   approval_mismatch
   */
  async execute(press: Press, caller: string | null): Promise<AnsweredLink> {
    const link = await this.links.find(press.token);
    authorise(link, caller);
    const answer = answerOf(link, press);
    if (!link.used && isTheirs(link) && !notByButton(link)) {
      await this.settle(link, answer);
      await this.links.spend(press.token);
    }
    const now = await this.links.find(press.token);
    const counted = isAnsweredBy(now, answer);
    return { counted, link: counted ? linkView(now, caller, true) : linkView(now, caller) };
  }

  private async settle({ attemptId, request, person }: Link, answer: FeedbackAnswer): Promise<void> {
    const raw = `Button in a mail: ${JSON.stringify(answer)}`;
    try {
      await this.answerFeedback.execute({
        ...{ requestId: request.id, person, channel: 'EMAIL', answer, raw },
        // The same mail gives one answer, also when its button is pressed twice at once or the process dies in between.
        responseId: attemptId,
      });
    } catch (error) {
      // It ended, or was handed on, a moment ago: what the page then shows says so.
      if (!(error instanceof DomainError && ['feedback_already_settled', 'not_found'].includes(error.code)))
        throw error;
    }
  }
}

const authorise = (link: Link, caller: string | null): void => {
  const { name } = link.person;
  const needs = needsOf(link, caller);
  if (needs === 'SIGN_IN') throw new DomainError('unauthorized', `Sign in as ${name} to decide this.`);
  if (needs === 'OTHER_PERSON')
    throw new DomainError('forbidden', `This is for ${name} to decide, and somebody else is signed in here.`);
};

const answerOf = ({ controls }: Link, { choose, answer }: Press): FeedbackAnswer => {
  const given = answer ?? controls[choose ?? -1]?.answer;
  if (given) return given;
  const errors = [{ path: 'choose', message: 'is none of the buttons' }];
  throw new DomainError('answer_invalid', 'The answer does not fit the question.', { errors });
};

/** Is this what counts, given by this very mail? */
const isAnsweredBy = ({ attemptId, request: { response } }: Link, answer: FeedbackAnswer): boolean =>
  response?.id === attemptId && canonicalJson(response.answer) === canonicalJson(answer);
