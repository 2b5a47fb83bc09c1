import { type FeedbackAnswer, feedbackAnswerSchema, idSchema } from '@parley/contracts';
import { z } from 'zod';
import { LIMITS } from './limits.js';

/**
 * What stands in the controls of a message: which request, and what a click on it means. It comes back from Slack as it is,
 * and proves nothing: who clicked, on which card, and whether they may, is judged from the event itself (T4, T5).
 */
export const modalPurposeSchema = z.enum(['answer', 'edit', 'comment', 'revise']);
export type ModalPurpose = z.infer<typeof modalPurposeSchema>;

const VERBS = ['answer', 'choose', 'send', 'pick', 'open', 'link'] as const;
type Verb = (typeof VERBS)[number];
/** The `at` keeps several in one block apart; `choose` and `pick` have no value of their own and carry the request here. */
const ACTION_ID = /^parley\.(answer|choose|send|pick|open|link)\.([0-9a-z-]{1,64})$/;

export const actionId = (verb: Verb, at: string | number): string => `parley.${verb}.${at}`;
export const readActionId = (id: string): { verb: Verb; at: string } | null => {
  const [, verb, at] = ACTION_ID.exec(id) ?? [];
  return verb && at ? { verb: verb as Verb, at } : null;
};

const answerSchema = z.strictObject({ r: idSchema, a: feedbackAnswerSchema });
const openSchema = z.strictObject({ r: idSchema, p: modalPurposeSchema });
const sendSchema = z.strictObject({ r: idSchema });

/** In letters that no escaping touches. */
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
const decode = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));

export const answerValue = (requestId: string, answer: FeedbackAnswer): string => encode({ r: requestId, a: answer });
export const openValue = (requestId: string, purpose: ModalPurpose): string => encode({ r: requestId, p: purpose });
export const sendValue = (requestId: string): string => encode({ r: requestId });

/** @throws when we did not write it */
export const readAnswerValue = (value: string): { requestId: string; answer: FeedbackAnswer } => {
  const { r, a } = answerSchema.parse(decode(value));
  return { requestId: r, answer: a };
};
/** @throws when we did not write it */
export const readOpenValue = (value: string): { requestId: string; purpose: ModalPurpose } => {
  const { r, p } = openSchema.parse(decode(value));
  return { requestId: r, purpose: p };
};
/** @throws when we did not write it */
export const readSendValue = (value: string): string => sendSchema.parse(decode(value)).r;

/** The value of an option; what has other letters than these is told apart by a mark. */
export const optionValue = (value: string): string =>
  /^[\w.,:+/@-]+$/.test(value) ? `=${value}` : `~${Buffer.from(value, 'utf8').toString('base64url')}`;
/** @throws when we did not write it */
export const readOptionValue = (value: string): string => {
  if (value.startsWith('=')) return value.slice(1);
  if (value.startsWith('~')) return Buffer.from(value.slice(1), 'base64url').toString('utf8');
  throw new Error('The value of the option is not one of ours.');
};
/** Slack's options hold less than ours may. */
export const fitsOption = (value: string): boolean => optionValue(value).length <= LIMITS.optionValue;
