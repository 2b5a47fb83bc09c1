import { checkAnswer, type FeedbackAnswer, type FeedbackQuestion, feedbackAnswerSchema } from '@parley/contracts';
import { assertNever } from '../../../../kernel/index.js';
import { readApproval } from './approval.js';
import { readChoice } from './choice.js';
import { readForm } from './form.js';
import { readMultiChoice } from './multi-choice.js';
import { MAX_ANSWER_LENGTH } from './normalise.js';
import { type Reading, read, type Unread, unclear } from './reading.js';

/** `understood`: the answer in the one line that every channel shows. */
export type ReadAnswer = { ok: true; answer: FeedbackAnswer; understood: string } | Unread;

/** What the person had before their eyes: an approval counts for nothing else (FB-11). Null: nothing bound. */
export interface Shown {
  bindingHash: string | null;
}

/**
 * Reads a text that answers a question, without guessing and without a model (FB-11, FB-12): what does not fit exactly
 * is asked again. Takes linear time and gives only answers that `checkAnswer` takes.
 */
export const readAnswer = (question: FeedbackQuestion, text: string, shown: Shown): ReadAnswer => {
  const clean = text.toWellFormed().replaceAll('\0', '');
  // Some characters become many in the form in which texts are compared.
  if (clean.length > MAX_ANSWER_LENGTH || clean.normalize('NFKC').length > MAX_ANSWER_LENGTH) return tooLong;
  if (clean.trim() === '' && question.type !== 'NOTICE') return empty;
  const reading = readByType(question, clean, shown);
  return reading.ok ? checked(question, reading.answer) : reading;
};

const tooLong = unclear('That is too long for an answer.');
const empty = unclear('Your message was empty.');

const readByType = (question: FeedbackQuestion, text: string, shown: Shown): Reading => {
  switch (question.type) {
    case 'TEXT':
      return read({ type: 'TEXT', text });
    case 'CHOICE':
      return readChoice(question, text);
    case 'MULTI_CHOICE':
      return readMultiChoice(question, text);
    case 'APPROVAL':
      return readApproval(text, shown.bindingHash, question.revisable);
    case 'FORM':
      return readForm(question, text);
    case 'NOTICE':
      return read({ type: 'NOTICE' });
    default:
      return assertNever(question);
  }
};

const checked = (question: FeedbackQuestion, answer: FeedbackAnswer): ReadAnswer => {
  const parsed = feedbackAnswerSchema.safeParse(answer);
  if (!parsed.success) return refused(parsed.error.issues.map(({ message }) => message));
  const check = checkAnswer(question, parsed.data);
  return check.ok
    ? { ok: true, answer: parsed.data, understood: check.text }
    : refused(check.problems.map(({ message }) => message));
};

const refused = (problems: readonly string[]): ReadAnswer => unclear(`This does not fit: ${problems.join('; ')}.`);
