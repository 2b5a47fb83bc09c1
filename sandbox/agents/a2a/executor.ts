import { setTimeout as delay } from 'node:timers/promises';
import { type Task, TaskState } from '@a2a-js/sdk';
import { AgentEvent, type AgentExecutor, type ExecutionEventBus, type RequestContext } from '@a2a-js/sdk/server';
import type { FaultPlan, Ledger } from '../../kit/index.js';
import type { AgentFault } from './faults.js';
import type { AgentLedgerEntry } from './ledger.js';
import { agentMessage, artifactOf, statusOf, textPart, toldIn } from './messages.js';
import type { Sample } from './samples/sample.js';
import type { AgentTasks } from './task-file.js';

export interface ExecutorParts {
  readonly sample: Sample;
  readonly tasks: AgentTasks;
  readonly faults: FaultPlan<AgentFault>;
  readonly ledger: Ledger<AgentLedgerEntry>;
  /** How long it takes to do anything, in milliseconds. */
  readonly workMs: number;
}

const UNFINISHED = [TaskState.TASK_STATE_SUBMITTED, TaskState.TASK_STATE_WORKING];

/** Runs a sample agent's tasks as the official server SDK wants them run. */
export class SampleExecutor implements AgentExecutor {
  private readonly cancelled = new Set<string>();

  constructor(private readonly parts: ExecutorParts) {}

  execute = async (context: RequestContext, bus: ExecutionEventBus): Promise<void> => {
    const { taskId, contextId, userMessage, task } = context;
    const place = { taskId, contextId };
    if (!task) {
      this.tell('begun', { ...place, messageId: userMessage.messageId });
      bus.publish(AgentEvent.task(newTask(place, userMessage)));
    }
    const hesitation = this.parts.faults.take({ agent: this.parts.sample.slug, method: 'begin' });
    if (hesitation?.kind === 'slow') await delay(hesitation.ms);
    this.publish(bus, place, { state: TaskState.TASK_STATE_WORKING, message: undefined, timestamp: now() });
    await delay(this.parts.workMs);
    if (this.cancelled.has(taskId)) return;
    const { sample, faults, tasks } = this.parts;
    const fault = faults.take({ agent: sample.slug, method: 'work' });
    if (fault?.kind === 'dies') return;
    if (fault?.kind === 'forgets') return tasks.forget(taskId);
    if (fault?.kind === 'fails') {
      const message = agentMessage(place, [textPart(fault.text)]);
      return this.publish(bus, place, { state: TaskState.TASK_STATE_FAILED, message, timestamp: now() });
    }
    const reply = sample.reply(toldIn([...(task?.history ?? []), ...(task ? [] : [userMessage])]));
    if (reply.kind === 'done') {
      const artifact = artifactOf(reply);
      bus.publish(
        AgentEvent.artifactUpdate({ ...place, artifact, append: false, lastChunk: true, metadata: undefined }),
      );
    }
    this.publish(bus, place, statusOf(reply, place));
  };

  cancelTask = async (taskId: string, bus: ExecutionEventBus): Promise<void> => {
    this.cancelled.add(taskId);
    const task = await this.parts.tasks.load(taskId);
    const place = { taskId, contextId: task?.contextId ?? '' };
    this.publish(bus, place, { state: TaskState.TASK_STATE_CANCELED, message: undefined, timestamp: now() });
    bus.finished();
  };

  /** After a start: what the last process left unfinished is finished now. */
  recover(): void {
    for (const task of this.parts.tasks.all()) {
      if (!task.status || !UNFINISHED.includes(task.status.state)) continue;
      const place = { taskId: task.id, contextId: task.contextId };
      const reply = this.parts.sample.reply(toldIn(task.history));
      const artifacts = reply.kind === 'done' ? [artifactOf(reply)] : task.artifacts;
      const status = statusOf(reply, place);
      this.tell(TaskState[status.state], place);
      this.parts.tasks.put({ ...task, status, artifacts });
    }
  }

  private publish(
    bus: ExecutionEventBus,
    place: { taskId: string; contextId: string },
    status: NonNullable<Task['status']>,
  ): void {
    this.tell(TaskState[status.state], place);
    bus.publish(AgentEvent.statusUpdate({ ...place, status, metadata: undefined }));
  }

  private tell(state: string, more: { taskId: string; contextId: string; messageId?: string }): void {
    this.parts.ledger.append({ time: now(), kind: 'task', agent: this.parts.sample.slug, state, ...more });
  }
}

const now = (): string => new Date().toISOString();

const newTask = (
  { taskId, contextId }: { taskId: string; contextId: string },
  message: Task['history'][number],
): Task => ({
  id: taskId,
  contextId,
  status: { state: TaskState.TASK_STATE_SUBMITTED, message: undefined, timestamp: now() },
  artifacts: [],
  history: [message],
  metadata: undefined,
});
