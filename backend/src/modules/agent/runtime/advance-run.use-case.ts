import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../platform/bus/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { JobCatalogue, Sweeper } from '../../../platform/queue/index.js';
import { correlate, inSpan, Metrics } from '../../../platform/telemetry/index.js';
import {
  type JournalEntry,
  JournalRepository,
  LeaseLost,
  type RunLease,
  RunRepository,
  RunTaker,
  type TakenRun,
} from '../../agent-state/index.js';
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
/** Runs that a process which ends has given back. */
const GIVEN_BACK = 'runs:given-back';
/** How long what a process does for its runs may take when it ends: a call that is cut off is paid for, or done, twice. */
const UNITS_END_WITHIN_MS = 6_000;
const LOOK_MS = 10;

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
  private forgetGivenBack: () => void = () => undefined;

  constructor(
    @Inject(AGENT_SETTINGS) private readonly settings: AgentSettings,
    private readonly runs: RunRepository,
    private readonly taker: RunTaker,
    private readonly journal: JournalRepository,
    private readonly agents: AgentRegistry,
    private readonly services: RuntimeServices,
    private readonly closer: RunCloser,
    private readonly feed: SessionFeed,
    private readonly bus: EventBus,
    private readonly catalogue: JobCatalogue,
    private readonly sweeper: Sweeper,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.onScrape(() => this.metrics.set('activeRuns', {}, this.active.size));
    this.catalogue.register('advance-run', ({ runId }) => this.execute(runId));
    this.sweeper.register('due runs', async () => {
      const due = await this.runs.due(SWEEP_BATCH);
      for (const runId of due) this.executeSoon(runId);
      return due.length;
    });
    if (this.settings.works) this.taker.register((runs) => (this.hasRoomFor(runs) ? this.settings.leaseMs : null));
    if (this.settings.works)
      this.forgetGivenBack = this.bus.subscribe<{ runId: string }>(GIVEN_BACK, ({ runId }) => this.executeSoon(runId));
  }

  /** A deploy hands its runs over, each as soon as its unit is done: the lease is given back, and another worker goes on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.forgetGivenBack();
    const deadline = performance.now() + UNITS_END_WITHIN_MS;
    // Once more, if one had just been claimed.
    while (this.active.size > 0 && performance.now() < deadline) {
      await Promise.all([...this.activations].map((activation) => this.giveBack(activation, deadline)));
      await pause(LOOK_MS);
    }
  }

  private async giveBack(activation: Activation, deadline: number): Promise<void> {
    activation.retire();
    const cutOff = setTimeout(() => activation.lose(), deadline - performance.now());
    await activation.ended;
    clearTimeout(cutOff);
    const { runId } = activation.lease;
    const released = await this.runs.release(activation.lease).catch(() => false);
    if (released) this.bus.publish(GIVEN_BACK, { runId });
  }

  /** Safe to call at any time, any number of times: what another worker holds is left alone. */
  async execute(runId: string): Promise<void> {
    if (this.active.has(runId)) {
      this.again.add(runId);
      await this.wake(runId);
      return;
    }
    if (!this.hasRoomFor(1)) return this.leave(runId);
    this.active.add(runId);
    try {
      do {
        this.again.delete(runId);
        await correlate({ runId }, () => this.advance(runId));
      } while (this.again.has(runId) && !this.stopping);
    } finally {
      this.active.delete(runId);
      await this.leave(runId);
    }
  }

  private hasRoomFor(runs: number): boolean {
    return !this.stopping && this.active.size + runs <= MAX_ACTIVE;
  }

  /** It was taken for this process, which cannot go on with it. */
  private async leave(runId: string): Promise<void> {
    const taken = this.taker.takeUp(runId);
    if (taken && (await this.runs.release(taken.lease))) this.bus.publish(GIVEN_BACK, { runId });
  }

  /**
   * News for a run that is at work here: an answer goes to the branch that waits for it, without waiting for the others.
   * The count is read before the journal, so what comes in between is found when the pass wants to suspend.
   */
  private async wake(runId: string): Promise<void> {
    for (const activation of this.activations) {
      if (activation.lease.runId !== runId || activation.rests) continue;
      const wakeCount = await this.runs.catchUp(activation.lease);
      const entries = await this.journal.load(runId);
      if (wakeCount !== null && activation.resume(entries)) activation.lease.wakeCount = wakeCount;
    }
  }

  private executeSoon(runId: string): void {
    this.execute(runId).catch((error) => this.log.warn(`run ${runId} will be tried again: ${String(error)}`));
  }

  private async advance(runId: string): Promise<void> {
    const run = this.taker.takeUp(runId) ?? (await this.claim(runId));
    if (!run) return;
    failpoint('run.after-claim');
    const { lease } = run;
    if (lease.crashes > 0) this.metrics.count('leaseTakeovers', {});
    if (lease.crashes > MAX_CRASHES) {
      await this.fail(lease, new Error('The worker died again and again while it worked on this run.'));
      return;
    }
    const attributes = {
      'gen_ai.agent.name': lease.agent,
      'parley.run.id': runId,
      'parley.session.id': lease.sessionId,
    };
    await inSpan(`invoke_agent ${lease.agent}`, { attributes, parent: lease.trace }, () => this.goOn(run));
  }

  private async claim(runId: string): Promise<TakenRun | null> {
    const claimed = await this.runs.claim(runId, this.settings.leaseMs);
    if (!claimed) return null;
    this.feed.publish(claimed.event);
    return claimed.run;
  }

  /** Until it ends, waits or is lost: what happened meanwhile is looked at in another pass. */
  private async goOn({ lease, entries }: TakenRun): Promise<void> {
    let known = entries;
    while ((await this.activate(lease, known ?? (await this.journal.load(lease.runId)))) && !this.stopping) {
      const wakeCount = await this.runs.catchUp(lease);
      if (wakeCount === null) return;
      lease.wakeCount = wakeCount;
      known = null;
    }
  }

  /** One pass. @returns true when something happened meanwhile, so that another pass is due */
  private async activate(lease: RunLease, entries: JournalEntry[]): Promise<boolean> {
    const activation = new Activation(lease, new Journal(entries));
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
    const context = new JournaledContext(this.services, { activation, path: '' });
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
    if (end === 'lost') {
      this.metrics.count('leasesLost', {});
      return false;
    }
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
    if (end === 'waiting') return !activation.rests && !(await this.suspend(lease));
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
