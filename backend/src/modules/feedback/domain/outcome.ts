import type { ChannelType, FeedbackAnswer, FeedbackRequest, FeedbackResponse, Person } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';

/** What an agent gets from a question. *Expired* is its own outcome, never "denied" (FB-4). */
export type FeedbackOutcome =
  | {
      kind: 'answered';
      /** The essence: a string, a list, form values, or the approval's decision. */
      value: unknown;
      text: string;
      answer: FeedbackAnswer;
      /** Null: nobody answered in time and the declared default was used. */
      by: Person | null;
      channel: ChannelType | null;
      /** Of the question that was answered. */
      requestId?: string;
    }
  | { kind: 'expired' }
  | { kind: 'cancelled'; reason: string | null }
  | { kind: 'undeliverable'; reason: string | null };

export const answerValue = (answer: FeedbackAnswer): unknown => {
  switch (answer.type) {
    case 'TEXT':
      return answer.text;
    case 'CHOICE':
      return answer.value ?? answer.other;
    case 'MULTI_CHOICE':
      return answer.other === undefined ? answer.values : [...answer.values, answer.other];
    case 'APPROVAL': {
      const { type: _type, bindingHash: _hash, ...decision } = answer;
      return decision;
    }
    case 'FORM':
      return answer.values;
    case 'NOTICE':
      return null;
    default:
      return assertNever(answer);
  }
};

export const answeredOutcome = (response: FeedbackResponse, requestId: string): FeedbackOutcome => ({
  kind: 'answered',
  value: answerValue(response.answer),
  text: response.text,
  answer: response.answer,
  by: response.by,
  channel: response.channel,
  requestId,
});

/** The outcome of a deadline: the declared default where there is one to use, else *expired*. */
export const expiredOutcome = (request: FeedbackRequest, defaultText: string | null): FeedbackOutcome => {
  const { question } = request;
  const answer = 'default' in question ? question.default : undefined;
  if (question.onExpiry !== 'DEFAULT' || !answer || defaultText === null) return { kind: 'expired' };
  return { kind: 'answered', value: answerValue(answer), text: defaultText, answer, by: null, channel: null };
};
