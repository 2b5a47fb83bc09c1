import { Injectable } from '@nestjs/common';
import { DomainError, newId } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/prisma/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import { canRetry, JournalRepository, RunRepository } from '../agent-state/index.js';

@Injectable()
export class RetryRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runs: RunRepository,
    private readonly journal: JournalRepository,
    private readonly dispatcher: JobDispatcher,
  ) {}

  /**
   * A new run goes on where the failed or stopped one broke off: finished steps and given answers are kept.
   * @returns the new run's id. @throws DomainError nothing_to_retry
   */
  async execute(sessionId: string): Promise<string> {
    const run = await this.runs.newest(sessionId);
    if (!run || !canRetry(run.status))
      throw new DomainError('nothing_to_retry', 'The last run of this session did not fail.');
    const runId = newId();
    await this.work.run(async (tx) => {
      await this.runs.lock(tx, sessionId);
      if (!(await this.runs.startRetry(tx, runId, run.id)))
        throw new DomainError('nothing_to_retry', 'The agent is working already.');
      await this.journal.copy(tx, run.id, runId);
    });
    this.dispatcher.kick('advance-run', { runId });
    return runId;
  }
}
