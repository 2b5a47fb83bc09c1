import type { FeedbackAnswer, FeedbackOption, FeedbackQuestion } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';

export type ReadAnswer = { ok: true; answer: FeedbackAnswer } | { ok: false; hint: string };

const normal = (text: string) => text.normalize('NFC').trim().toLowerCase();

/** By value, by label, or by its number in the list (from 1). */
const findOption = (options: FeedbackOption[], text: string): FeedbackOption | undefined => {
  const wanted = normal(text);
  const named = options.find((option) => normal(option.value) === wanted || normal(option.label) === wanted);
  return named ?? (/^\d{1,2}$/.test(wanted) ? options[Number(wanted) - 1] : undefined);
};

const list = (options: FeedbackOption[]) => options.map((option, index) => `${index + 1} ${option.label}`).join(', ');

const readChoice = (question: Extract<FeedbackQuestion, { type: 'CHOICE' }>, text: string): ReadAnswer => {
  const option = findOption(question.options, text);
  if (option) return { ok: true, answer: { type: 'CHOICE', value: option.value } };
  if (question.allowOther) return { ok: true, answer: { type: 'CHOICE', other: text } };
  return { ok: false, hint: `Answer with one of: ${list(question.options)}.` };
};

const readMultiChoice = (question: Extract<FeedbackQuestion, { type: 'MULTI_CHOICE' }>, text: string): ReadAnswer => {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const found = parts.map((part) => findOption(question.options, part));
  const strange = parts.filter((_part, index) => !found[index]);
  if (strange.length && !question.allowOther)
    return { ok: false, hint: `Answer with some of: ${list(question.options)}, separated by commas.` };
  const values = found.flatMap((option) => (option ? [option.value] : []));
  return { ok: true, answer: { type: 'MULTI_CHOICE', values, ...(strange.length && { other: strange.join(', ') }) } };
};

const readForm = (text: string): ReadAnswer => {
  try {
    const values: unknown = JSON.parse(text);
    if (values && typeof values === 'object' && !Array.isArray(values))
      return { ok: true, answer: { type: 'FORM', values: values as Record<string, string> } };
  } catch {
    // Falls through to the hint: prose is not read here.
  }
  return { ok: false, hint: 'Answer the form with a JSON object of its fields.' };
};

/**
 * Reads a plain-text answer without guessing: what does not fit exactly is asked again.
 * Approvals are never read from prose (FB-11): the caller decides them by a field of their own.
 */
export const readAnswer = (question: FeedbackQuestion, text: string): ReadAnswer => {
  switch (question.type) {
    case 'TEXT':
      return { ok: true, answer: { type: 'TEXT', text } };
    case 'CHOICE':
      return readChoice(question, text);
    case 'MULTI_CHOICE':
      return readMultiChoice(question, text);
    case 'APPROVAL':
      return { ok: false, hint: 'This question wants a decision: resume the thread with approve, reject or feedback.' };
    case 'FORM':
      return readForm(text);
    case 'NOTICE':
      return { ok: true, answer: { type: 'NOTICE' } };
    default:
      return assertNever(question);
  }
};
