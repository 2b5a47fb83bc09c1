import { Injectable } from '@nestjs/common';
import { DomainError, newId } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/prisma/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import { canRetry, holdSession, JournalRepository, RunRepository } from '../agent-state/index.js';
import { SessionFeed } from '../sessions/index.js';

@Injectable()
export class RetryRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runs: RunRepository,
    private readonly journal: JournalRepository,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
  ) {}

  /**
   * A new run goes on where the failed or stopped one broke off: finished steps and given answers are kept.
   * @returns the new run's id. @throws DomainError nothing_to_retry
   */
  async execute(sessionId: string): Promise<string> {
    const runId = newId();
    const events = await this.work.run(async (tx) => {
      await holdSession(tx, sessionId);
      const run = await this.runs.newest(sessionId, tx);
      if (!run || !canRetry(run.status))
        throw new DomainError('nothing_to_retry', 'The last run of this session did not fail.');
      const started = await this.runs.startRetry(tx, runId, run.id);
      return [...started, ...(await this.journal.copy(tx, run.id, runId))];
    });
    this.feed.publish(...events);
    this.dispatcher.kick('advance-run', { runId });
    return runId;
  }
}
