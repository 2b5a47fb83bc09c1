import { type FeedbackQuestion, type FeedbackQuestionInput, feedbackQuestionSchema } from '@parley/contracts';
import { assertNever } from '../../../../../kernel/index.js';
import type { Question } from '../../../llm/prompts/conversation.js';
import { clean, cleanOrNone } from './clean-text.js';
import { toApproval } from './to-approval.js';
import { toFormSchema } from './to-form-schema.js';
import { toOptions } from './to-options.js';
import { UnusableQuestionError } from './unusable-question.error.js';

const MAX_OPTIONS = 20;

/**
 * What the model wants to ask as a question the product can carry. Slips become a simpler question that still asks the
 * same; what cannot be asked honestly throws UnusableQuestionError.
 */
export const toFeedbackQuestion = (question: Question): FeedbackQuestion => {
  const checked = feedbackQuestionSchema.safeParse(draft(question));
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new UnusableQuestionError(`${issue?.path.join('.') || 'it'} ${issue?.message ?? 'is not valid'}`);
};

const draft = (question: Question): FeedbackQuestionInput => {
  const common = commonOf(question);
  switch (question.type) {
    case 'TEXT':
    case 'NOTICE':
      return { type: question.type, ...common };
    case 'CHOICE':
    case 'MULTI_CHOICE':
      return choice(question.type, question, common);
    case 'APPROVAL':
      return { type: 'APPROVAL', ...common, ...toApproval(question) };
    case 'FORM': {
      const schema = toFormSchema(question.fields);
      return schema ? { type: 'FORM', ...common, schema } : { type: 'TEXT', ...common };
    }
    default:
      return assertNever(question.type);
  }
};

const commonOf = (question: Question) => {
  const text = clean(question.question, 2_000);
  if (text === '') throw new UnusableQuestionError('it is empty');
  const context = cleanOrNone(question.context, 20_000);
  return { question: text, urgency: question.urgency, ...(context !== undefined && { context }) };
};

/** A choice of one is no choice: the person is asked in free text. Too many options leave room for the rest. */
const choice = (
  type: 'CHOICE' | 'MULTI_CHOICE',
  question: Question,
  common: ReturnType<typeof commonOf>,
): FeedbackQuestionInput => {
  const options = toOptions(question.options);
  if (options.length < 2) return { type: 'TEXT', ...common };
  const allowOther = question.allowOther || options.length > MAX_OPTIONS;
  return { type, ...common, options: options.slice(0, MAX_OPTIONS), allowOther };
};
