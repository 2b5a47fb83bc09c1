import { type Message, Role, type Task, TaskState } from '@a2a-js/sdk';
import type { Client } from '@a2a-js/sdk/client';
import { AgentCallFailed } from './agent-call-failed.js';
import { completedBy, type SeenState, type SeenTask, seeTask } from './seen-task.js';

/** What is said to an agent. Its id makes a second sending of it the same message. */
export interface Outgoing {
  messageId: string;
  contextId: string;
  /** Of the task that it is about; none: it begins one. */
  taskId?: string;
  texts: readonly string[];
  data?: { mediaType: string; value: unknown };
}

/** More than an answer that was asked for in pieces needs. */
const LISTED = 10;
/** Enough to find our own messages in. */
const HISTORY = 50;

/** An agent elsewhere, spoken to through the official client SDK. Every failure is an AgentCallFailed. */
export class RemoteAgent {
  constructor(
    readonly id: string,
    readonly name: string,
    private readonly client: Client,
  ) {}

  /** Does not wait for what comes of it. @returns the task, or the whole answer of an agent that needs none */
  async send(outgoing: Outgoing, signal: AbortSignal): Promise<SeenTask | SeenState> {
    const configuration = {
      ...{ acceptedOutputModes: ['text/plain', 'application/json'], taskPushNotificationConfig: undefined },
      ...{ returnImmediately: true, historyLength: HISTORY },
    };
    const request = { tenant: '', metadata: undefined, configuration, message: toMessage(outgoing) };
    const sent = await this.call(() => this.client.sendMessage(request, { signal }), signal);
    if ('messageId' in sent) return completedBy(sent);
    return this.seen(sent);
  }

  async task(id: string, signal: AbortSignal): Promise<SeenTask> {
    const request = { tenant: '', id, historyLength: HISTORY };
    return this.seen(await this.call(() => this.client.getTask(request, { signal }), signal));
  }

  /** The task of a context; null: it has none. @throws AgentCallFailed unsupported, when it cannot be asked for */
  async taskOf(contextId: string, signal: AbortSignal): Promise<SeenTask | null> {
    const request = {
      ...{ tenant: '', contextId, status: TaskState.TASK_STATE_UNSPECIFIED, pageSize: LISTED, pageToken: '' },
      ...{ historyLength: HISTORY, statusTimestampAfter: undefined, includeArtifacts: true },
    };
    const { tasks } = await this.call(() => this.client.listTasks(request, { signal }), signal, 'unsupported');
    const found = tasks.find((task) => task.contextId === contextId);
    return found ? this.seen(found) : null;
  }

  async cancel(id: string, signal: AbortSignal): Promise<void> {
    await this.call(() => this.client.cancelTask({ tenant: '', id, metadata: undefined }, { signal }), signal);
  }

  private seen(task: Task): SeenTask {
    if (!task.id || task.id.length > 500) throw nonsense();
    return seeTask(task);
  }

  /** @param otherwise what it means that the agent does not accept the request */
  private async call<T>(
    work: () => Promise<T>,
    signal: AbortSignal,
    otherwise: 'refused' | 'unsupported' = 'refused',
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || error instanceof AgentCallFailed) throw error;
      throw fromSdk(error, otherwise);
    }
  }
}

const nonsense = () =>
  new AgentCallFailed('It answers in a way that makes no sense.', { kind: 'unavailable', happened: 'maybe' });

/** By name: an error of the SDK's own that crossed its bundles is no instance of the class we could import. */
const fromSdk = (error: unknown, otherwise: 'refused' | 'unsupported'): AgentCallFailed => {
  const { name = '', message = '' } = (error ?? {}) as Error;
  const words = `It says: ${message.slice(0, 300)}`;
  if (/TaskNotFoundError$/.test(name))
    return new AgentCallFailed('It does not know the task.', { kind: 'unknown_task' });
  if (/UnsupportedOperationError$/.test(name)) return new AgentCallFailed(words, { kind: 'unsupported' });
  if (/(RequestMalformed|NotSupported|NotCancelable|ExtensionSupportRequired|NotConfigured)\w*Error$/.test(name))
    return new AgentCallFailed(words, { kind: otherwise });
  return nonsense();
};

const toMessage = ({ messageId, contextId, taskId = '', texts, data }: Outgoing): Message => ({
  ...{ messageId, contextId, taskId, role: Role.ROLE_USER },
  parts: [
    ...texts.map((value) => ({
      content: { $case: 'text' as const, value },
      ...{ metadata: undefined, filename: '', mediaType: 'text/plain' },
    })),
    ...(data
      ? [
          {
            content: { $case: 'data' as const, value: data.value },
            ...{ metadata: undefined, filename: '', mediaType: data.mediaType },
          },
        ]
      : []),
  ],
  ...{ metadata: undefined, extensions: [], referenceTaskIds: [] },
});
