import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
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
  private current: Promise<void> = Promise.resolve();
  private busy = false;

  constructor(@Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings) {}

  register(name: string, sweep: Sweep): void {
    this.sweeps.set(name, sweep);
  }

  start(): void {
    this.timer = setInterval(() => this.beat(), this.settings.sweepIntervalMs);
    this.beat();
  }

  /** A beat that falls into a slow sweep is left out: the next one sees the same rows. */
  private beat(): void {
    if (this.busy) return;
    this.busy = true;
    this.current = this.tick().finally(() => {
      this.busy = false;
    });
  }

  private async tick(): Promise<void> {
    for (const [name, sweep] of this.sweeps) {
      try {
        await sweep();
      } catch (error) {
        this.log.warn(`sweep "${name}" failed, next try in ${this.settings.sweepIntervalMs} ms: ${String(error)}`);
      }
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.current;
  }
}
