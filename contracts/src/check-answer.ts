import type { z } from 'zod';
import { diffHunks } from './diff-hunks.js';
import type { FeedbackAnswer, FeedbackOption, FeedbackQuestion } from './feedback.js';
import { formFields } from './form-fields.js';
import { formValuesSchema } from './form-schema.js';

export interface AnswerProblem {
  /** Field path such as `values.date`; empty when the whole answer is wrong. */
  path: string;
  message: string;
}
export type AnswerCheck = { ok: true; text: string } | { ok: false; problems: AnswerProblem[] };

const refuse = (path: string, message: string): AnswerCheck => ({ ok: false, problems: [{ path, message }] });
const accept = (text: string): AnswerCheck => ({ ok: true, text });
const labelOf = (options: FeedbackOption[], value: string) => options.find((o) => o.value === value)?.label;

type Question<T extends FeedbackQuestion['type']> = Extract<FeedbackQuestion, { type: T }>;
type Answer<T extends FeedbackAnswer['type']> = Extract<FeedbackAnswer, { type: T }>;

const checkChoice = (question: Question<'CHOICE'>, answer: Answer<'CHOICE'>): AnswerCheck => {
  if (answer.other !== undefined)
    return question.allowOther ? accept(answer.other) : refuse('other', 'this question takes one of its options only');
  const label = labelOf(question.options, answer.value ?? '');
  return label === undefined ? refuse('value', 'is not one of the options') : accept(label);
};

const checkMultiChoice = (question: Question<'MULTI_CHOICE'>, answer: Answer<'MULTI_CHOICE'>): AnswerCheck => {
  if (answer.other !== undefined && !question.allowOther)
    return refuse('other', 'this question takes its options only');
  const values = [...new Set(answer.values)];
  const labels = values.map((value) => labelOf(question.options, value));
  const unknown = labels.indexOf(undefined);
  if (unknown >= 0) return refuse(`values.${unknown}`, 'is not one of the options');
  const chosen = [...labels, ...(answer.other === undefined ? [] : [answer.other])];
  if (chosen.length < question.minChoices) return refuse('values', `choose at least ${question.minChoices}`);
  return accept(chosen.length ? chosen.join(', ') : 'None of them');
};

/** `path#0` as a person counts: `path, part 1`. */
const partsOf = (hunks: string[]) =>
  hunks.map((hunk) => hunk.replace(/#(\d+)$/, (_all, index) => `, part ${Number(index) + 1}`)).join('; ') || 'nothing';

const checkRevision = (question: Question<'APPROVAL'>, { comment }: Answer<'APPROVAL'>): AnswerCheck => {
  if (!question.revisable) return refuse('decision', 'this question takes a yes or a no');
  return comment === undefined
    ? refuse('comment', 'say what should be different')
    : accept(`Changes requested: ${comment}`);
};

const checkApproval = (question: Question<'APPROVAL'>, answer: Answer<'APPROVAL'>): AnswerCheck => {
  if (answer.decision !== 'approve' && (answer.editedArguments || answer.approvedHunks))
    return refuse('decision', 'only an approval carries edits');
  if (answer.decision === 'revise') return checkRevision(question, answer);
  if (answer.editedArguments && !question.action) return refuse('editedArguments', 'there is no tool call to edit');
  if (answer.approvedHunks && !question.diff) return refuse('approvedHunks', 'there is no diff to approve in part');
  const unknown = answer.approvedHunks?.findIndex((hunk) => !diffHunks(question.diff ?? '').includes(hunk)) ?? -1;
  if (unknown >= 0) return refuse(`approvedHunks.${unknown}`, 'is no part of the diff');
  const decision = answer.decision === 'approve' ? 'Approved' : 'Rejected';
  const how = answer.editedArguments
    ? ' with edits'
    : answer.approvedHunks
      ? ` in part (${partsOf(answer.approvedHunks)})`
      : '';
  return accept(`${decision}${how}${answer.comment ? `: ${answer.comment}` : ''}`);
};

const problemsOf = (error: z.ZodError): AnswerProblem[] =>
  error.issues.map((issue) => ({ path: ['values', ...issue.path].join('.'), message: issue.message }));

const checkForm = (question: Question<'FORM'>, answer: Answer<'FORM'>): AnswerCheck => {
  const parsed = formValuesSchema(question.schema).safeParse(answer.values);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const lines = formFields(question.schema).flatMap(([name, { title }]) => {
    const value = answer.values[name];
    if (value === undefined) return [];
    return `${title ?? name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`;
  });
  return accept(lines.join('; '));
};

/**
 * Does this answer fit this question? Says so in the words every channel shows, or names each wrong field.
 * The same function serves the server (which decides) and the web card (which only helps).
 */
export const checkAnswer = (question: FeedbackQuestion, answer: FeedbackAnswer): AnswerCheck => {
  if (question.type !== answer.type) return refuse('type', `this question expects an answer of type ${question.type}`);
  switch (answer.type) {
    case 'TEXT':
      return accept(answer.text);
    case 'CHOICE':
      return checkChoice(question as Question<'CHOICE'>, answer);
    case 'MULTI_CHOICE':
      return checkMultiChoice(question as Question<'MULTI_CHOICE'>, answer);
    case 'APPROVAL':
      return checkApproval(question as Question<'APPROVAL'>, answer);
    case 'FORM':
      return checkForm(question as Question<'FORM'>, answer);
    case 'NOTICE':
      return accept('Seen');
  }
};
