import { type AnswerProblem, type FeedbackAnswer, feedbackAnswerSchema } from '@parley/contracts';
import { z } from 'zod';
import { assertNever } from '../../../../kernel/index.js';
import { readOptionValue } from './control-value.js';
import { type FieldKind, readFieldAction } from './input-blocks.js';
import { type ModalMetadata, readMetadata } from './modal-metadata.js';
import type { SlackReceipt } from './slack-address.js';

const optionSchema = z.object({ value: z.string() });
const stateSchema = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: optionSchema.nullish(),
  selected_options: z.array(optionSchema).nullish(),
});
type State = z.infer<typeof stateSchema>;

export const submissionSchema = z.object({
  type: z.literal('view_submission'),
  team: z.object({ id: z.string().min(1) }).nullish(),
  user: z.object({ id: z.string().min(1), team_id: z.string().min(1).optional() }),
  view: z.object({
    id: z.string().min(1),
    hash: z.string().min(1),
    callback_id: z.string().startsWith('parley.'),
    private_metadata: z.string().min(1),
    app_installed_team_id: z.string().optional(),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string().optional() })),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), stateSchema)) }),
  }),
});
export type Submission = z.infer<typeof submissionSchema>;

export type ReadSubmission =
  | {
      requestId: string;
      answer: FeedbackAnswer;
      /** In one text, as it is kept. */
      raw: string;
      /** Where the card stands whose control opened the modal. */
      card: SlackReceipt | null;
    }
  /** By block_id, as Slack wants them back. */
  | { errors: Record<string, string> };

/** What was filled in, by the path of the field; a field left empty is not there. */
type Values = Map<string, unknown>;
class FieldError extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

const readJson = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new FieldError(path, 'is not valid JSON');
  }
};

const readNumber = (text: string, path: string): number => {
  const value = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(value)) throw new FieldError(path, 'is not a number');
  return value;
};

const readField = (kind: FieldKind, state: State, path: string): unknown => {
  const text = state.value ?? undefined;
  switch (kind) {
    case 'text':
    case 'email':
      return text;
    case 'number':
      return text === undefined ? undefined : readNumber(text, path);
    case 'json':
      return text === undefined ? undefined : readJson(text, path);
    case 'date':
      return state.selected_date ?? undefined;
    case 'yes':
      return state.selected_option ? readOptionValue(state.selected_option.value) === 'true' : undefined;
    case 'one':
      return state.selected_option ? readOptionValue(state.selected_option.value) : undefined;
    case 'some':
      return (state.selected_options ?? []).map(({ value }) => readOptionValue(value));
    case 'list':
      return (text ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    default:
      return assertNever(kind);
  }
};

const readValues = ({ view }: Submission): Values => {
  const values: Values = new Map();
  for (const [path, actions] of Object.entries(view.state.values))
    for (const [action, state] of Object.entries(actions)) {
      const field = readFieldAction(action);
      if (!field) throw new Error(`The field ${action} is not one of ours.`);
      const value = readField(field.kind, state, path);
      const empty = value === undefined || (field.absent && Array.isArray(value) && value.length === 0);
      if (!empty) values.set(path, value);
    }
  return values;
};

const below = (values: Values, prefix: string): [name: string, value: unknown][] =>
  [...values].flatMap(([path, value]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), value]] : []));

const edited = (values: Values, { names }: ModalMetadata): Record<string, unknown> =>
  // An argument that was emptied is an empty text: it does not disappear.
  Object.fromEntries(
    names.map((name, at): [string, unknown] => {
      const path = `editedArguments.${at}`;
      return [name, values.has(path) ? values.get(path) : ''];
    }),
  );

const blank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

const approvalOf = (values: Values, metadata: ModalMetadata): unknown => {
  const { bindingHash, purpose } = metadata;
  const comment = blank(values.get('comment')) ? {} : { comment: values.get('comment') };
  if (purpose === 'revise') return { type: 'APPROVAL', decision: 'revise', ...comment, bindingHash };
  if (purpose !== 'edit') return { type: 'APPROVAL', decision: values.get('decision'), ...comment, bindingHash };
  return { type: 'APPROVAL', decision: 'approve', ...comment, editedArguments: edited(values, metadata), bindingHash };
};

const answerOf = (values: Values, metadata: ModalMetadata): unknown => {
  const other = blank(values.get('other')) ? {} : { other: values.get('other') };
  switch (metadata.type) {
    case 'TEXT':
      return { type: 'TEXT', text: values.get('text') ?? '' };
    case 'CHOICE':
      return { type: 'CHOICE', ...other };
    case 'MULTI_CHOICE':
      return { type: 'MULTI_CHOICE', values: values.get('values') ?? [], ...other };
    case 'FORM':
      return { type: 'FORM', values: Object.fromEntries(below(values, 'values.')) };
    case 'APPROVAL':
      return approvalOf(values, metadata);
    case 'NOTICE':
      return { type: 'NOTICE' };
    default:
      return assertNever(metadata.type);
  }
};

const inWords = (answer: FeedbackAnswer): string => {
  const { type, ...given } = answer;
  if ('text' in given) return given.text;
  const { bindingHash: _hash, ...said } = given as Record<string, unknown>;
  return `${type} ${JSON.stringify(said)}`;
};

/**
 * Reads what somebody sent with a modal of ours, into nothing but what its fields can give. Whether it fits the question is
 * for `checkAnswer` to say.
 * @throws when it is no submission of a modal of ours
 */
export const readSubmission = (payload: unknown): ReadSubmission => {
  const submission = submissionSchema.parse(payload);
  const metadata = readMetadata(submission.view.private_metadata);
  try {
    const answer = feedbackAnswerSchema.safeParse(answerOf(readValues(submission), metadata));
    if (answer.success)
      return { requestId: metadata.requestId, answer: answer.data, raw: inWords(answer.data), card: metadata.at };
    const problems = answer.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return { errors: errorBlocks(problems, submission) };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return { errors: errorBlocks([{ path: error.path, message: error.message }], submission) };
  }
};

/**
 * What is wrong with an answer, beside the fields it is wrong in; what concerns no field stands at the first.
 * @param payload the submission: only a field that it has can be named
 */
export const errorBlocks = (problems: readonly AnswerProblem[], payload: unknown): Record<string, string> => {
  const { view } = submissionSchema.parse(payload);
  const inputs = view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []));
  const errors: Record<string, string> = {};
  for (const { path, message } of problems) {
    const block = inputs.find((id) => path === id || path.startsWith(`${id}.`)) ?? inputs[0];
    if (block) errors[block] ??= `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  }
  return errors;
};
