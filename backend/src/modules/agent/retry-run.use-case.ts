import { Injectable } from '@nestjs/common';
import type { Run } from '@parley/contracts';
import { DomainError, newId, notFound } from '../../kernel/index.js';
import { type Tx, UnitOfWork } from '../../platform/prisma/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import {
  canRetry,
  hasEnded,
  holdSession,
  JournalRepository,
  keptSteps,
  type PastStep,
  RunRepository,
} from '../agent-state/index.js';
import { SessionFeed } from '../sessions/index.js';
import { openTasks } from './runtime/delegation/open-tasks.js';

interface RetryWish {
  /** The run as the person saw it; any newer one forbids this. */
  runId?: string;
  /** Key of the first step to do again. */
  fromStep?: string | undefined;
}

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
   * A new run goes on where the session's newest one broke off, or from a step of it (AG-8): what was finished before and
   * the answers to it are kept. What an approval let run is not run by it again: the database holds each approval as used.
   * @returns the new run's id. @throws DomainError nothing_to_retry, not_found
   */
  async execute(sessionId: string, wish: RetryWish = {}): Promise<string> {
    const runId = newId();
    const events = await this.work.run(async (tx) => {
      await holdSession(tx, sessionId);
      const old = await this.require(tx, sessionId, wish);
      const kept = await this.kept(tx, old, wish.fromStep);
      const started = await this.runs.startRetry(tx, runId, old.id);
      return [...started, ...(await this.journal.copy(tx, runId, kept))];
    });
    this.feed.publish(...events);
    this.dispatcher.kick('advance-run', { runId });
    return runId;
  }

  private async require(tx: Tx, sessionId: string, { runId, fromStep }: RetryWish): Promise<Run> {
    const refuse = (why: string) => new DomainError('nothing_to_retry', why);
    const run = await this.runs.newest(sessionId, tx);
    if (!run || (!runId && !canRetry(run.status, false))) throw refuse('The last run of this session did not fail.');
    if (runId && run.id !== runId)
      throw refuse('A newer run of this session has begun since: only that one can be tried again.');
    if (!hasEnded(run.status)) throw refuse('This run is not over. Stop it first.');
    if (!canRetry(run.status, fromStep !== undefined))
      throw refuse('This run went well. Choose the step from which it should be done again.');
    return run;
  }

  private async kept(tx: Tx, run: Run, fromStep: string | undefined): Promise<string[]> {
    const { steps, matchedSteps } = await this.journal.past(tx, run.id);
    const first = steps.find((step) => step.key === fromStep);
    if (fromStep !== undefined && !first) throw notFound('step in this run');
    const before = Math.min(first?.position ?? Infinity, matchedSteps ?? Infinity);
    const kept = keptSteps(steps, before);
    const withdrawn = run.status === 'CANCELLED' ? await this.brokenOff(tx, run.id, steps, kept) : [];
    return kept.filter(({ key }) => !withdrawn.some((path) => key.startsWith(path))).map((step) => step.id);
  }

  /** With the run the tasks that agents elsewhere had not done were withdrawn: they are given anew, and not waited for. */
  private async brokenOff(
    tx: Tx,
    runId: string,
    steps: readonly PastStep[],
    kept: readonly PastStep[],
  ): Promise<string[]> {
    const open = openTasks(await this.journal.load(runId, tx)).map(({ path }) => path);
    return open.filter((path) => steps.some((step) => step.key.startsWith(path) && !kept.includes(step)));
  }
}
