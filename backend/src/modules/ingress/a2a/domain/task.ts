import { type Artifact, type Task, TaskState, type TaskStatus } from '@a2a-js/sdk';
import type { FeedbackRequest } from '@parley/contracts';
import { dataPart, messageOf, QUESTION_TYPE, textPart } from './parts.js';

/** Where a run stands, in the words of the protocol. */
export type RunState = 'WORKING' | 'INPUT_REQUIRED' | 'COMPLETED' | 'FAILED' | 'CANCELED';

/** A run as a task: what the database knows of it. */
export interface TaskRow {
  /** The run's id is the task's, the session's is the context's. */
  id: string;
  sessionId: string;
  agent: string;
  state: RunState;
  error: string | null;
  /** ISO 8601: since when it stands there. */
  at: string;
}

export interface Line {
  id: string;
  role: 'USER' | 'AGENT';
  text: string;
}

/** All that is shown of a task. */
export interface TaskParts {
  row: TaskRow;
  /** Open questions of the run; only these make it wait. */
  questions: FeedbackRequest[];
  /** What the agent said, in order. */
  said: Line[];
  history: Line[];
}

const STATE: Record<RunState, TaskState> = {
  WORKING: TaskState.TASK_STATE_WORKING,
  INPUT_REQUIRED: TaskState.TASK_STATE_INPUT_REQUIRED,
  COMPLETED: TaskState.TASK_STATE_COMPLETED,
  FAILED: TaskState.TASK_STATE_FAILED,
  CANCELED: TaskState.TASK_STATE_CANCELED,
};

/** Null: a state that no task of ours is ever in. */
export const runStateOf = (state: TaskState): RunState | null =>
  (Object.keys(STATE) as RunState[]).find((one) => STATE[one] === state) ?? null;

export const idsOf = ({ id, sessionId }: TaskRow) => ({ taskId: id, contextId: sessionId });

export const statusOf = ({ row, questions }: Pick<TaskParts, 'row' | 'questions'>): TaskStatus => ({
  state: STATE[row.state],
  message: statusMessage(row, questions),
  timestamp: row.at,
});

const statusMessage = (row: TaskRow, questions: FeedbackRequest[]) => {
  if (row.state === 'FAILED') return messageOf(idsOf(row), row.id, 'AGENT', [textPart(row.error ?? 'It failed.')]);
  const [first] = questions;
  if (row.state !== 'INPUT_REQUIRED' || !first) return undefined;
  const parts = questions.flatMap((request) => [
    textPart(request.question.question),
    dataPart(
      {
        request_id: request.id,
        question: request.question,
        binding_hash: request.bindingHash,
        asked_by: request.agent,
      },
      QUESTION_TYPE,
    ),
  ]);
  return messageOf(idsOf(row), first.id, 'AGENT', parts);
};

export const artifactOf = (id: string, text: string): Artifact => ({
  artifactId: id,
  name: 'answer',
  description: '',
  parts: [textPart(text)],
  metadata: undefined,
  extensions: [],
});

export const taskOf = (parts: TaskParts): Task => {
  const { row, said, history } = parts;
  return {
    id: row.id,
    contextId: row.sessionId,
    status: statusOf(parts),
    artifacts: said.map(({ id, text }) => artifactOf(id, text)),
    history: history.map(({ id, role, text }) => messageOf(idsOf(row), id, role, [textPart(text)])),
    metadata: { agent: row.agent },
  };
};
