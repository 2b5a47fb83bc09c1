import { type FeedbackQuestion, feedbackQuestionSchema } from '@parley/contracts';
import { DomainError } from '../../../../kernel/index.js';
import type { AskHuman, RequestApproval } from './tool-schemas.js';

/** A visiting program's question in the words of the core. @throws DomainError invalid_request, saying what is wrong */
export const toQuestion = (asked: AskHuman): FeedbackQuestion => {
  const { type, options, allow_other: allowOther, schema } = asked;
  const fields = type === 'FORM' ? { schema } : type === 'TEXT' ? {} : { options: options?.map(toOption), allowOther };
  if (type !== 'FORM' && schema) throw refusal('schema', 'belongs to the type FORM');
  if ((type === 'TEXT' || type === 'FORM') && options) throw refusal('options', 'belong to CHOICE and MULTI_CHOICE');
  return parse({ type, ...common(asked), ...fields });
};

/** The same for something that it must not do without a yes. */
export const toApproval = (asked: RequestApproval): FeedbackQuestion => {
  const { action, diff, revisable } = asked;
  return parse({ type: 'APPROVAL', ...common(asked), action, diff, revisable });
};

const common = ({ question, context, urgency, expires_in: seconds }: AskHuman | RequestApproval) => ({
  ...{ question, context, urgency },
  // *Expired* is an outcome of its own; nobody is left to whom a parked question would matter.
  ...(seconds !== undefined && { expiresInMs: seconds * 1_000, onExpiry: 'FAIL' as const }),
});

const toOption = (option: NonNullable<AskHuman['options']>[number]) =>
  typeof option === 'string' ? { value: option, label: option } : { ...option, label: option.label ?? option.value };

const parse = (question: object): FeedbackQuestion => {
  // Members that were left out are no members: what is kept is compared with what is asked again.
  const parsed = feedbackQuestionSchema.safeParse(JSON.parse(JSON.stringify(question)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal(issue?.path.join('.') ?? '', issue?.message ?? 'is not understood');
};

const refusal = (path: string, message: string) =>
  new DomainError('invalid_request', `The question cannot be asked: ${path}: ${message}`);
