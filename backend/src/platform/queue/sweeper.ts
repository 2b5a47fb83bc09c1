import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Metrics } from '../telemetry/index.js';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.js';

/** One look at the database for work that is due. @returns how many rows it took on. */
export type Sweep = () => Promise<number>;

/**
 * The guarantee behind every wake-up line: on a fixed beat it asks PostgreSQL what is due (runs without a worker,
 * outbox rows, deadlines). With it, queue, bus and timers may lose everything at any time.
 */
@Injectable()
export class Sweeper implements BeforeApplicationShutdown {
  private readonly log = new Logger(Sweeper.name);
  private readonly sweeps = new Map<string, Sweep>();
  private timer?: NodeJS.Timeout;
  private readonly current = new Map<string, Promise<void>>();

  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly metrics: Metrics,
  ) {}

  register(name: string, sweep: Sweep): void {
    this.sweeps.set(name, sweep);
  }

  start(): void {
    this.timer = setInterval(() => this.beat(), this.settings.sweepIntervalMs);
    this.beat();
  }

  /** A beat that falls into a slow sweep leaves that one out: the next one sees the same rows. The others go on. */
  private beat(): void {
    for (const [name, sweep] of this.sweeps) {
      if (this.current.has(name)) continue;
      this.current.set(
        name,
        this.tick(name, sweep).finally(() => this.current.delete(name)),
      );
    }
  }

  private async tick(name: string, sweep: Sweep): Promise<void> {
    try {
      const found = await sweep();
      if (found > 0) this.metrics.count('sweepRescues', { sweep: name }, found);
    } catch (error) {
      this.metrics.count('sweepFailures', { sweep: name });
      this.log.warn(`sweep "${name}" failed, next try in ${this.settings.sweepIntervalMs} ms: ${String(error)}`);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.current.values());
  }
}
