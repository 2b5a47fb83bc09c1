import { type Message, type Part, Role } from '@a2a-js/sdk';

export const QUESTION_TYPE = 'application/vnd.parley.question+json';

export const textPart = (text: string): Part => ({
  content: { $case: 'text', value: text },
  mediaType: 'text/plain',
  filename: '',
  metadata: undefined,
});

export const dataPart = (value: unknown, mediaType: string): Part => ({
  content: { $case: 'data', value },
  mediaType,
  filename: '',
  metadata: undefined,
});

export interface TaskIds {
  taskId: string;
  contextId: string;
}

export const messageOf = (ids: TaskIds, messageId: string, role: 'USER' | 'AGENT', parts: Part[]): Message => ({
  ...ids,
  messageId,
  role: role === 'USER' ? Role.ROLE_USER : Role.ROLE_AGENT,
  parts,
  metadata: undefined,
  extensions: [],
  referenceTaskIds: [],
});
