import { type Artifact, type Message, type Part, type Task, TaskState } from '@a2a-js/sdk';
import { type FeedbackQuestionInput, feedbackQuestionSchema, safeJson } from '@parley/contracts';
import { visibleText } from '../../../../kernel/index.js';

/** A question as Parley shows it, which an agent may send beside the same in words. */
export const QUESTION_TYPE = 'application/vnd.parley.question+json';

/** A task of an agent elsewhere, as far as we go by it: bounded, and nothing of it is more than data. */
export interface SeenTask {
  id: string;
  contextId: string;
  /** Ids of the messages that it says it got. */
  got: string[];
  state: SeenState;
}

export type SeenState =
  | { kind: 'working' }
  | { kind: 'asks'; question: FeedbackQuestionInput; messageId: string }
  | { kind: 'completed'; text: string; data: unknown }
  | { kind: 'failed'; message: string };

const MAX_RESULT = 20_000;
const MAX_DATA = 50_000;
const MAX_QUESTION = 2_000;
const MAX_REASON = 500;

export const seeTask = (task: Task): SeenTask => ({
  id: task.id,
  contextId: task.contextId,
  got: task.history.map(({ messageId }) => messageId),
  state: stateOf(task),
});

const stateOf = (task: Task): SeenState => {
  const said = task.status?.message;
  switch (task.status?.state) {
    case TaskState.TASK_STATE_INPUT_REQUIRED:
      return asks(said, false);
    case TaskState.TASK_STATE_AUTH_REQUIRED:
      return asks(said, true);
    case TaskState.TASK_STATE_COMPLETED:
      return { kind: 'completed', ...resultOf(task.artifacts, said) };
    case TaskState.TASK_STATE_FAILED:
      return failed(said, 'It failed without saying why.');
    case TaskState.TASK_STATE_REJECTED:
      return failed(said, 'It would not do it.');
    case TaskState.TASK_STATE_CANCELED:
      return failed(said, 'The task was cancelled there.');
    default:
      return { kind: 'working' };
  }
};

/** An agent may answer with a message alone: then that is its result. */
export const completedBy = (message: Message): SeenState => ({ kind: 'completed', ...resultOf([], message) });

const failed = (said: Message | undefined, otherwise: string): SeenState => ({
  kind: 'failed',
  message: visibleText(textOf(said?.parts ?? []), MAX_REASON) || otherwise,
});

const resultOf = (artifacts: readonly Artifact[], said: Message | undefined): { text: string; data: unknown } => {
  const parts = artifacts.flatMap((artifact) => artifact.parts);
  const all = parts.length > 0 ? parts : (said?.parts ?? []);
  return { text: visibleText(textOf(all), MAX_RESULT), data: dataOf(all) };
};

const textOf = (parts: readonly Part[]): string =>
  parts
    .flatMap(({ content }) => {
      if (content?.$case === 'text') return [content.value];
      return content?.$case === 'url' ? [content.value] : [];
    })
    .join('\n\n');

/** Whole or not at all: a part of it could mean something else. */
const dataOf = (parts: readonly Part[]): unknown => {
  const found = parts.flatMap(({ content }) => (content?.$case === 'data' ? [content.value] : []));
  if (found.length === 0) return null;
  const read = safeJson.safeParse(found.length === 1 ? found[0] : found);
  return read.success && JSON.stringify(read.data).length <= MAX_DATA ? read.data : null;
};

const asks = (said: Message | undefined, authorise: boolean): SeenState => ({
  kind: 'asks',
  messageId: said?.messageId ?? '',
  question: authorise ? authorisation(said) : (typed(said) ?? plain(said)),
});

const plain = (said: Message | undefined): FeedbackQuestionInput => {
  const text = visibleText(textOf(said?.parts ?? []), 20_000);
  if (text.length <= MAX_QUESTION)
    return { type: 'TEXT', question: text || 'It needs an answer to go on. It did not say what.' };
  return { type: 'TEXT', question: `${text.slice(0, 300).toWellFormed()}…`, context: text };
};

const authorisation = (said: Message | undefined): FeedbackQuestionInput => {
  const { question, context } = plain(said) as { question: string; context?: string };
  return {
    ...{ type: 'TEXT', sensitive: true, question: `It needs leave to go on: ${question}`.slice(0, MAX_QUESTION) },
    ...(context !== undefined && { context }),
  };
};

/**
 * A typed question, if it is one that an agent elsewhere may put: it cannot have the call of a tool approved, which would be
 * shown as if we meant to make it, nor choose when, where and how urgently the person is asked.
 */
const typed = (said: Message | undefined): FeedbackQuestionInput | null => {
  const part = said?.parts.find(({ mediaType }) => mediaType === QUESTION_TYPE);
  if (part?.content?.$case !== 'data') return null;
  const read = feedbackQuestionSchema.safeParse(part.content.value);
  if (!read.success || read.data.type === 'NOTICE') return null;
  if (read.data.type === 'APPROVAL' && read.data.action) return null;
  const { urgency: _u, expiresInMs: _e, onExpiry: _o, ladder: _l, ...question } = read.data;
  if ('default' in question) delete question.default;
  return { ...question, question: visibleText(question.question, MAX_QUESTION) || 'It needs an answer to go on.' };
};
