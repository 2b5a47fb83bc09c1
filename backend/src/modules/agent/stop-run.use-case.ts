import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/index.js';
import { EventBus } from '../../platform/bus/index.js';
import { failpoint } from '../../platform/failpoints/index.js';
import { hasEnded, RunRepository } from '../agent-state/index.js';
import { stopTopic } from './runtime/advance-run.use-case.js';
import { AgentRegistry } from './runtime/agent-registry.js';
import { RunCloser } from './runtime/run-closer.js';

@Injectable()
export class StopRun {
  constructor(
    private readonly runs: RunRepository,
    private readonly closer: RunCloser,
    private readonly bus: EventBus,
    private readonly agents: AgentRegistry,
  ) {}

  /**
   * Ends the session's run now, from any channel and whichever process works on it: its lease is void from the commit
   * on, and what it said so far is kept.
   * @param runId only this one: not what may have begun since
   * @throws DomainError nothing_to_stop
   */
  async execute(sessionId: string, runId?: string): Promise<void> {
    const run = await this.runs.newest(sessionId);
    const stoppable = run && !hasEnded(run.status) && (!runId || run.id === runId);
    const stopped =
      stoppable &&
      (await this.closer.close({ runId: run.id, sessionId, version: null, status: 'CANCELLED', error: null }));
    if (!stopped) throw new DomainError('nothing_to_stop', 'The agent is not working on anything.');
    failpoint('run.after-stop');
    this.bus.publish(stopTopic(run.id), {});
    this.agents.find(run.agent)?.stopped?.({ runId: run.id, sessionId });
  }
}
