import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { JobCatalogue, type JobKind, type JobPayloads } from './job-catalogue.js';
import { JobQueue } from './job-queue.js';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.js';

/**
 * The fast path after a commit: a process that does jobs starts at once, without a queue hop (DESIGN.md §3 rule 6);
 * an API process hands the wake-up to the queue. What is lost here, the sweeper finds in PostgreSQL.
 */
@Injectable()
export class JobDispatcher implements OnApplicationShutdown {
  private readonly log = new Logger(JobDispatcher.name);
  private readonly running = new Set<Promise<void>>();

  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly catalogue: JobCatalogue,
    private readonly queue: JobQueue,
  ) {}

  kick<K extends JobKind>(kind: K, payload: JobPayloads[K]): void {
    const work = this.settings.worker ? this.catalogue.run(kind, payload) : this.queue.add(kind, payload);
    const tracked: Promise<void> = work
      .catch((error: Error) => this.log.warn(`${kind} failed, the sweeper will try again: ${error.message}`))
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  /** Waits for what this process has begun, so that a deploy hands over cleanly. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.race([Promise.all(this.running), new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
  }
}
