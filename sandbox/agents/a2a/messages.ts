import { randomUUID } from 'node:crypto';
import { type Message, type Part, Role, type Task, TaskState } from '@a2a-js/sdk';
import type { Reply } from './samples/sample.js';

const part = (content: NonNullable<Part['content']>, mediaType: string): Part => ({
  content,
  metadata: undefined,
  filename: '',
  mediaType,
});
export const textPart = (text: string): Part => part({ $case: 'text', value: text }, 'text/plain');
export const dataPart = (data: object, mediaType = 'application/json'): Part =>
  part({ $case: 'data', value: data }, mediaType);

/** A question as Parley shows it, beside the same in words for everybody else. */
const QUESTION = 'application/vnd.parley.question+json';

const textOf = ({ parts }: Message): string =>
  parts.flatMap(({ content }) => (content?.$case === 'text' ? [content.value] : [])).join('\n');

/** What the other side has said of a task. */
export const toldIn = (messages: readonly Message[]): string[] =>
  messages.filter(({ role }) => role === Role.ROLE_USER).map(textOf);

type Place = Pick<Task, 'contextId'> & { taskId: string };

export const agentMessage = ({ taskId, contextId }: Place, parts: Part[]): Message => ({
  messageId: randomUUID(),
  ...{ taskId, contextId, parts, role: Role.ROLE_AGENT },
  ...{ metadata: undefined, extensions: [], referenceTaskIds: [] },
});

/** The status in which a task rests after a reply. */
export const statusOf = (reply: Reply, place: Place): NonNullable<Task['status']> => {
  const timestamp = new Date().toISOString();
  const say = (...parts: Part[]) => agentMessage(place, parts);
  switch (reply.kind) {
    case 'done':
      return { state: TaskState.TASK_STATE_COMPLETED, message: undefined, timestamp };
    case 'ask':
      return {
        state: TaskState.TASK_STATE_INPUT_REQUIRED,
        message: say(textPart(reply.text), ...(reply.question ? [dataPart(reply.question, QUESTION)] : [])),
        timestamp,
      };
    case 'rejected':
      return { state: TaskState.TASK_STATE_REJECTED, message: say(textPart(reply.text)), timestamp };
  }
};

export const artifactOf = ({ text, data }: Extract<Reply, { kind: 'done' }>): Task['artifacts'][number] => ({
  artifactId: 'result',
  name: 'result',
  description: '',
  parts: [textPart(text), ...(data ? [dataPart(data)] : [])],
  metadata: undefined,
  extensions: [],
});
