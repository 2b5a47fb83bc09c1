import { randomUUID } from 'node:crypto';
import { type AgentCard, type Message, type Part, Role, type StreamResponse, type Task, TaskState } from '@a2a-js/sdk';
import { type Client, ClientFactory, JsonRpcTransportFactory } from '@a2a-js/sdk/client';
import { ORIGIN } from '../support/product/index.js';

/** The public address of the tests leads to nobody: what is meant for it goes where the product really listens. */
const at =
  (url: string, headers: Record<string, string>): typeof fetch =>
  (input, init) =>
    fetch(String(input).replace(ORIGIN, url), {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers },
    });

/** The official client, as it finds Parley by its card. */
export const connect = async (url: string, token: string): Promise<Client> => {
  const response = await fetch(`${url}/.well-known/agent-card.json`);
  const fetchImpl = at(url, { authorization: `Bearer ${token}` });
  const factory = new ClientFactory({ transports: [new JsonRpcTransportFactory({ fetchImpl })] });
  return factory.createFromAgentCard((await response.json()) as AgentCard);
};

const part = (content: Part['content'], mediaType: string): Part => ({
  content,
  mediaType,
  filename: '',
  metadata: undefined,
});
export const words = (value: string): Part => part({ $case: 'text', value }, 'text/plain');
export const data = (value: unknown): Part => part({ $case: 'data', value }, 'application/json');
export const file = (): Part => part({ $case: 'url', value: 'https://example.org/x.pdf' }, 'application/pdf');

export interface Saying {
  to?: Pick<Task, 'id' | 'contextId'>;
  contextId?: string;
  agent?: string;
  messageId?: string;
  now?: boolean;
  historyLength?: number;
}
export const saying = (parts: string | Part[], how: Saying = {}) => {
  const message: Message = {
    messageId: how.messageId ?? randomUUID(),
    contextId: how.to?.contextId ?? how.contextId ?? '',
    taskId: how.to?.id ?? '',
    role: Role.ROLE_USER,
    parts: typeof parts === 'string' ? [words(parts)] : parts,
    metadata: how.agent ? { agent: how.agent } : undefined,
    extensions: [],
    referenceTaskIds: [],
  };
  const configuration = {
    acceptedOutputModes: [],
    taskPushNotificationConfig: undefined,
    returnImmediately: how.now ?? false,
    historyLength: how.historyLength,
  };
  return { tenant: '', message, configuration, metadata: undefined };
};

export const stateOf = (task: Task) => TaskState[task.status?.state ?? 0];
export const textsOf = (parts: Part[] = []) =>
  parts.flatMap(({ content }) => (content?.$case === 'text' ? [content.value] : []));
export const questionOf = (task: Task) => {
  const found = task.status?.message?.parts.find(({ content }) => content?.$case === 'data')?.content;
  return found?.$case === 'data' ? found.value : undefined;
};
export const resultOf = (task: Task) => task.artifacts.map(({ parts }) => textsOf(parts).join('')).join('\n');

/** What a client makes of a stream: the artifacts' texts, and the states in order. */
export const fold = async (stream: AsyncIterable<StreamResponse>, onEvent?: (event: StreamResponse) => unknown) => {
  const texts = new Map<string, string>();
  const states: (string | undefined)[] = [];
  let chunks = 0;
  let task: Task | undefined;
  for await (const event of stream) {
    const { payload } = event;
    if (payload?.$case === 'task') {
      task = payload.value;
      states.push(stateOf(task));
      for (const one of task.artifacts) texts.set(one.artifactId, textsOf(one.parts).join(''));
    }
    if (payload?.$case === 'statusUpdate') states.push(TaskState[payload.value.status?.state ?? 0]);
    if (payload?.$case === 'artifactUpdate') {
      chunks += 1;
      const { artifact, append } = payload.value;
      const before = append ? (texts.get(artifact?.artifactId ?? '') ?? '') : '';
      texts.set(artifact?.artifactId ?? '', before + textsOf(artifact?.parts).join(''));
    }
    await onEvent?.(event);
  }
  return { texts: [...texts.values()], states, chunks, task: task as Task };
};
