import { Inject, Injectable, Logger } from '@nestjs/common';
import { JobCatalogue, type JobKind, type JobPayloads } from './job-catalogue.js';
import { JobQueue, QueueAway } from './job-queue.js';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.js';

/**
 * The fast path after a commit: a process that does jobs starts at once, without a queue hop (DESIGN.md §3 rule 6);
 * an API process hands the wake-up to the queue. What is lost here, the sweeper finds in PostgreSQL.
 */
@Injectable()
export class JobDispatcher {
  private readonly log = new Logger(JobDispatcher.name);

  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly catalogue: JobCatalogue,
    private readonly queue: JobQueue,
  ) {}

  kick<K extends JobKind>(kind: K, payload: JobPayloads[K]): void {
    const work = this.settings.worker ? this.catalogue.run(kind, payload) : this.queue.add(kind, payload);
    work.catch((error: Error) => this.complain(error, `${kind} failed, the sweeper will try again`));
  }

  /**
   * Through the queue also from a process that does jobs itself: for work on the outside, of which only so much may run
   * at once, and for work that is due later. A delay here is only the fast path; the due time stands in PostgreSQL.
   */
  enqueue<K extends JobKind>(kind: K, payload: JobPayloads[K], delayMs = 0): void {
    this.queue
      .add(kind, payload, { delayMs: Math.ceil(delayMs) })
      .catch((error: Error) => this.complain(error, `${kind} was not queued, the sweeper will find it`));
  }

  /** While the queue is away every job misses it: that is said once, where it is noticed. */
  private complain(error: Error, what: string): void {
    if (!(error instanceof QueueAway)) this.log.warn(`${what}: ${error.message}`);
  }
}
