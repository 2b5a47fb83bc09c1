import type {
  AgentCard,
  CancelTaskRequest,
  GetTaskRequest,
  ListTasksRequest,
  ListTasksResponse,
  SendMessageRequest,
  StreamResponse,
  SubscribeToTaskRequest,
  Task,
} from '@a2a-js/sdk';
import {
  PushNotificationNotSupportedError,
  TaskNotCancelableError,
  UnsupportedOperationError,
} from '@a2a-js/sdk/errors';
import type { A2ARequestHandler, ServerCallContext } from '@a2a-js/sdk/server';
import { Inject, Injectable } from '@nestjs/common';
import { StopRun } from '../../agent/index.js';
import type { Principal } from '../../auth/index.js';
import { AgentCatalogue } from '../../sessions/index.js';
import { DOOR_SETTINGS, type DoorSettings } from '../door-settings.js';
import { SessionWaiter } from '../session-waiter.js';
import { agentCard } from './domain/agent-card.js';
import { readIncoming } from './domain/incoming.js';
import { TakeAgentMessage } from './take-agent-message.use-case.js';
import { TaskView } from './task-view.js';
import { toA2aError } from './to-a2a-error.js';
import { WatchTask } from './watch-task.js';

/** Longest a call is held open. A task that needs more is given back as it stands: it can be asked for again. */
const MAX_WAIT_MS = 120_000;

/** Who calls, as the guard has found out. */
export interface Caller {
  user: Principal;
  /** @throws once its token holds no more */
  check: () => Promise<unknown>;
}
export const CALLER = 'parley.caller';
const callerOf = (context: ServerCallContext): Caller => context.state.get(CALLER) as Caller;

const noPush = async (): Promise<never> => {
  throw new PushNotificationNotSupportedError('Push notifications are not offered here: stream, or ask for the task.');
};

/** The calls of the protocol over what Parley keeps: no memory of its own, any process answers any of them. */
@Injectable()
export class A2aRequests implements A2ARequestHandler {
  readonly createTaskPushNotificationConfig = noPush;
  readonly getTaskPushNotificationConfig = noPush;
  readonly listTaskPushNotificationConfigs = noPush;
  readonly deleteTaskPushNotificationConfig = noPush;

  constructor(
    private readonly catalogue: AgentCatalogue,
    private readonly take: TakeAgentMessage,
    private readonly view: TaskView,
    private readonly watch: WatchTask,
    private readonly stopRun: StopRun,
    private readonly waiter: SessionWaiter,
    @Inject(DOOR_SETTINGS) private readonly settings: DoorSettings,
  ) {}

  async getAgentCard(): Promise<AgentCard> {
    return agentCard(this.catalogue.list(), this.settings.publicUrl);
  }

  async getAuthenticatedExtendedAgentCard(): Promise<AgentCard> {
    throw new UnsupportedOperationError('There is no other card than the public one.');
  }

  sendMessage(params: SendMessageRequest, context: ServerCallContext): Promise<Task> {
    return refusing(async () => {
      const { user, check } = callerOf(context);
      const find = await this.take.execute(user, readIncoming(params));
      const { historyLength, returnImmediately = false } = params.configuration ?? {};
      const row = await find();
      const look = async () => {
        await check();
        const value = await find();
        return { value, done: value.state !== 'WORKING' };
      };
      const limits = { maxMs: returnImmediately ? 0 : MAX_WAIT_MS };
      return this.view.task(await this.waiter.until(row.sessionId, look, limits), { historyLength });
    });
  }

  async *sendMessageStream(params: SendMessageRequest, context: ServerCallContext) {
    const { user, check } = callerOf(context);
    const take = async () => (await this.take.execute(user, readIncoming(params)))();
    yield* this.stream(take, { user, check });
  }

  async *resubscribe({ id }: SubscribeToTaskRequest, context: ServerCallContext) {
    const caller = callerOf(context);
    const find = async () => {
      const row = await this.view.row(caller.user.userId, id);
      if (row.state === 'WORKING' || row.state === 'INPUT_REQUIRED') return row;
      throw new UnsupportedOperationError('This task is over: ask for it, there is nothing to follow.');
    };
    yield* this.stream(find, caller);
  }

  getTask({ id, historyLength }: GetTaskRequest, context: ServerCallContext): Promise<Task> {
    return refusing(async () =>
      this.view.task(await this.view.row(callerOf(context).user.userId, id), { historyLength }),
    );
  }

  listTasks(params: ListTasksRequest, context: ServerCallContext): Promise<ListTasksResponse> {
    return refusing(() => this.view.list(callerOf(context).user.userId, params));
  }

  cancelTask({ id }: CancelTaskRequest, context: ServerCallContext): Promise<Task> {
    return refusing(async () => {
      const { userId } = callerOf(context).user;
      const row = await this.view.row(userId, id);
      if (row.state !== 'WORKING' && row.state !== 'INPUT_REQUIRED')
        throw new TaskNotCancelableError('This task is over already.');
      await this.stopRun.execute(row.sessionId, row.id);
      return this.view.task(await this.view.row(userId, id));
    });
  }

  private async *stream(
    find: () => ReturnType<TaskView['row']>,
    { user, check }: Caller,
  ): AsyncGenerator<StreamResponse, void, undefined> {
    try {
      yield* this.watch.execute({ userId: user.userId, check }, await find());
    } catch (error) {
      throw toA2aError(error);
    }
  }
}

const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw toA2aError(error);
  }
};
