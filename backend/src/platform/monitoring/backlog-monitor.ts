import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { WorkLine } from '@parley/contracts';
import { QueueLook, WorkLedger } from '../queue/index.js';
import { Metrics } from '../telemetry/index.js';
import { type WaitingForPeople, WaitingRepository } from './waiting.repository.js';

/** Every process is asked every few seconds; what all of them would answer alike is read no oftener than that. */
const FRESH_MS = 5_000;

/** Tells what waits: in PostgreSQL, which is the truth, and in the queue, which only wakes. */
@Injectable()
export class BacklogMonitor implements OnModuleInit {
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly ledger: WorkLedger,
    private readonly waiting: WaitingRepository,
    private readonly queue: QueueLook,
  ) {}

  onModuleInit(): void {
    this.metrics.onScrape(() => this.lookAtRows());
    this.metrics.onScrape(() => this.lookAtQueue());
  }

  /** One look at a time, also while the database is away and a look takes long. */
  private lookAtRows(): Promise<void> {
    if (!this.reading && performance.now() - this.readAt > FRESH_MS)
      this.reading = this.read().finally(() => {
        this.reading = undefined;
      });
    return this.reading ?? Promise.resolve();
  }

  private async read(): Promise<void> {
    try {
      const [lines, waiting] = await Promise.all([this.ledger.read(), this.waiting.read()]);
      this.forget();
      this.showLines(lines);
      this.showWaiting(waiting);
      this.readAt = performance.now();
      this.metrics.set('databaseUp', {}, 1);
    } catch (error) {
      this.forget();
      this.metrics.set('databaseUp', {}, 0);
      throw error;
    }
  }

  private forget(): void {
    for (const name of ['dueItems', 'oldestDueSeconds', 'deadLetters'] as const) this.metrics.forget(name);
  }

  private showLines(lines: readonly WorkLine[]): void {
    for (const { kind, name, waiting, waitedMs, parked } of lines) {
      // What nobody can do in this process is told by those who can.
      if (parked) continue;
      const line = name ?? kind;
      this.metrics.set('dueItems', { line }, waiting);
      this.metrics.set('oldestDueSeconds', { line }, (waitedMs ?? 0) / 1_000);
    }
  }

  private showWaiting({ openQuestions, deadLetters }: WaitingForPeople): void {
    this.metrics.set('openQuestions', {}, openQuestions);
    for (const [kind, items] of Object.entries(deadLetters)) this.metrics.set('deadLetters', { kind }, items);
  }

  private async lookAtQueue(): Promise<void> {
    const { counts } = await this.queue.look();
    this.metrics.forget('queueJobs');
    if (!counts) return;
    for (const state of ['waiting', 'active', 'delayed', 'failed'] as const)
      this.metrics.set('queueJobs', { state }, counts[state]);
  }
}
