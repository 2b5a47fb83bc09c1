import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../platform/bus/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { JobCatalogue, Sweeper } from '../../../platform/queue/index.js';
import { JournalRepository, LeaseLost, type RunLease, RunRepository } from '../../agent-state/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { AGENT_SETTINGS, type AgentSettings } from '../agent-settings.js';
import { Activation } from './activation.js';
import { AgentRegistry } from './agent-registry.js';
import { Journal } from './journal.js';
import { JournaledContext } from './journaled-context.js';
import { RunCloser } from './run-closer.js';
import { failureMessage, JournalMismatch } from './run-errors.js';
import { RuntimeServices } from './runtime-services.js';

/** Beyond this many, runs wait in the database for the next sweep. */
const MAX_ACTIVE = 500;
const SWEEP_BATCH = 200;
/** A run that took this many workers down with it is not given another. */
const MAX_CRASHES = 10;

export const stopTopic = (runId: string) => `run:${runId}:stop`;

type End = 'waiting' | 'lost' | 'completed' | { failed: unknown };

/**
 * Start, resume and recovery of a run are this one thing: lease it, replay the agent function over the journal, do the
 * next units, and suspend or end (DESIGN.md §3, §4).
 */
@Injectable()
export class AdvanceRun implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger(AdvanceRun.name);
  private readonly active = new Set<string>();
  private readonly again = new Set<string>();
  private readonly activations = new Set<Activation>();
  private stopping = false;

  constructor(
    @Inject(AGENT_SETTINGS) private readonly settings: AgentSettings,
    private readonly runs: RunRepository,
    private readonly journal: JournalRepository,
    private readonly agents: AgentRegistry,
    private readonly services: RuntimeServices,
    private readonly closer: RunCloser,
    private readonly feed: SessionFeed,
    private readonly bus: EventBus,
    private readonly catalogue: JobCatalogue,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('advance-run', ({ runId }) => this.execute(runId));
    this.sweeper.register('due runs', async () => {
      const due = await this.runs.due(SWEEP_BATCH);
      for (const runId of due) this.executeSoon(runId);
      return due.length;
    });
  }

  /** A deploy hands its runs over: the leases are given back, so another worker goes on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    const open = [...this.activations];
    for (const activation of open) activation.lose();
    await Promise.all(open.map((activation) => this.runs.release(activation.lease).catch(() => undefined)));
  }

  /** Safe to call at any time, any number of times: what another worker holds is left alone. */
  async execute(runId: string): Promise<void> {
    if (this.active.has(runId)) {
      this.again.add(runId);
      await this.wake(runId);
      return;
    }
    if (this.stopping || this.active.size >= MAX_ACTIVE) return;
    this.active.add(runId);
    try {
      do {
        this.again.delete(runId);
        await this.advance(runId);
      } while (this.again.has(runId));
    } finally {
      this.active.delete(runId);
    }
  }

  /**
   * News for a run that is at work here: an answer goes to the branch that waits for it, without waiting for the others.
   * The count is read before the journal, so what comes in between is found when the pass wants to suspend.
   */
  private async wake(runId: string): Promise<void> {
    for (const activation of this.activations) {
      if (activation.lease.runId !== runId) continue;
      const wakeCount = await this.runs.catchUp(activation.lease);
      const entries = await this.journal.load(runId);
      if (wakeCount !== null && activation.resume(entries)) activation.lease.wakeCount = wakeCount;
    }
  }

  private executeSoon(runId: string): void {
    this.execute(runId).catch((error) => this.log.warn(`run ${runId} will be tried again: ${String(error)}`));
  }

  private async advance(runId: string): Promise<void> {
    const claimed = await this.runs.claim(runId, this.settings.leaseMs);
    if (!claimed) return;
    failpoint('run.after-claim');
    this.feed.publish(claimed.event);
    const { lease } = claimed;
    if (lease.crashes > MAX_CRASHES) {
      await this.fail(lease, new Error('The worker died again and again while it worked on this run.'));
      return;
    }
    while (await this.activate(lease)) {
      const wakeCount = await this.runs.catchUp(lease);
      if (wakeCount === null) return;
      lease.wakeCount = wakeCount;
    }
  }

  /** One pass. @returns true when something happened meanwhile, so that another pass is due */
  private async activate(lease: RunLease): Promise<boolean> {
    const activation = new Activation(lease, new Journal(await this.journal.load(lease.runId)));
    this.activations.add(activation);
    const unsubscribe = this.bus.subscribe(stopTopic(lease.runId), () => activation.lose());
    const heartbeat = setInterval(() => void this.renew(activation), this.settings.leaseMs / 3);
    try {
      return await this.conclude(activation, await this.pass(activation));
    } finally {
      clearInterval(heartbeat);
      this.activations.delete(activation);
      unsubscribe();
      activation.end();
    }
  }

  private async pass(activation: Activation): Promise<End> {
    const context = new JournaledContext(activation, this.services);
    const work = Promise.resolve()
      .then(() => this.agents.require(activation.lease.agent).run(context))
      .then(
        () => 'completed' as const,
        (error: unknown) => (error instanceof LeaseLost ? ('lost' as const) : { failed: error }),
      );
    return Promise.race([work, activation.idle, activation.lost]);
  }

  private async conclude(activation: Activation, end: End): Promise<boolean> {
    const { lease } = activation;
    if (end === 'lost') return false;
    try {
      if (typeof end !== 'object') activation.journal.assertAllReplayed();
    } catch (mismatch) {
      await this.fail(lease, mismatch);
      return false;
    }
    if (typeof end === 'object') {
      await this.fail(lease, end.failed);
      return false;
    }
    if (end === 'waiting') return !(await this.suspend(lease));
    failpoint('run.before-complete');
    const { runId, sessionId, version } = lease;
    await this.closer.close({ runId, sessionId, version, status: 'COMPLETED', error: null });
    failpoint('run.after-complete');
    return false;
  }

  private async suspend(lease: RunLease): Promise<boolean> {
    failpoint('run.before-suspend');
    const event = await this.runs.suspend(lease);
    if (!event) return false;
    failpoint('run.after-suspend');
    this.feed.publish(event);
    return true;
  }

  private async fail(lease: RunLease, error: unknown): Promise<void> {
    const { runId, sessionId, version } = lease;
    this.log.warn(`run ${runId} of agent ${lease.agent} failed: ${failureMessage(error)}`);
    failpoint('run.before-fail');
    const matchedSteps = error instanceof JournalMismatch ? error.matchedSteps : null;
    await this.closer.close({
      ...{ runId, sessionId, version, matchedSteps },
      status: 'FAILED',
      error: failureMessage(error),
    });
    failpoint('run.after-fail');
  }

  private async renew(activation: Activation): Promise<void> {
    try {
      const wakeCount = await this.runs.renew(activation.lease, this.settings.leaseMs);
      if (wakeCount === null) activation.lose();
      // Another process took an answer for this run.
      else if (wakeCount > activation.lease.wakeCount) await this.wake(activation.lease.runId);
    } catch (error) {
      // The database is away: the fence keeps a stale worker from writing, so trying on is safe.
      this.log.warn(`could not renew the lease of run ${activation.lease.runId}: ${String(error)}`);
    }
  }
}
