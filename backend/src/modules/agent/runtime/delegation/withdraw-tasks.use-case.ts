import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { JobCatalogue } from '../../../../platform/queue/index.js';
import { JournalRepository } from '../../../agent-state/index.js';
import type { RemoteAgent } from '../../directory/remote/remote-agent.js';
import { RemoteAgents } from '../../directory/remote/remote-agents.js';
import { type OpenTask, openTasks } from './open-tasks.js';
import { RemoteTasks } from './remote-task.js';

/** A task may just be on its way when the run is stopped. */
const LOOKS = 3;
const BETWEEN_MS = 1_000;

/** Agents elsewhere are told that what they do for a stopped run is not wanted any more. As well as it goes. */
@Injectable()
export class WithdrawTasks implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(WithdrawTasks.name);
  private readonly stop = new AbortController();

  constructor(
    private readonly catalogue: JobCatalogue,
    private readonly journal: JournalRepository,
    private readonly agents: RemoteAgents,
    private readonly tasks: RemoteTasks,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('withdraw-tasks', ({ runId }) => this.execute(runId));
  }

  onModuleDestroy(): void {
    this.stop.abort();
  }

  async execute(runId: string): Promise<void> {
    const open = openTasks(await this.journal.load(runId));
    await Promise.all(open.map((task) => this.withdraw(runId, task)));
  }

  private async withdraw(runId: string, task: OpenTask): Promise<void> {
    try {
      const agent = await this.agents.open(task.agentId);
      const taskId = agent && (task.taskId ?? (await this.find(agent, task.contextId)));
      if (agent && taskId) await this.tasks.withdraw(agent, taskId, this.stop.signal);
    } catch (error) {
      this.log.warn(`a task of run ${runId} at agent ${task.agentId} was not withdrawn: ${String(error)}`);
    }
  }

  private async find(agent: RemoteAgent, contextId: string): Promise<string | null> {
    const { signal } = this.stop;
    for (let look = 1; look <= LOOKS; look++) {
      if (look > 1) await delay(BETWEEN_MS, undefined, { signal });
      const task = await agent.taskOf(contextId, signal);
      if (task) return task.id;
    }
    return null;
  }
}
