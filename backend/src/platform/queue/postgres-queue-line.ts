import { Logger } from '@nestjs/common';
import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq';
import pg from 'pg';
import { CONCURRENCY, type DoJob, type JobData, LOCK, QUEUE_NAME, type QueueLine } from './job.js';
import type { QueueSettings } from './queue-settings.js';

/**
 * BullMQ listens to no connection while it sets itself up on it: one that broke then would end the process instead of being an
 * error of the query that waits.
 */
class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** The queue of one machine: in the database that is there anyway. */
export class PostgresQueueLine implements QueueLine {
  private readonly log = new Logger('JobQueue');
  readonly queue: Queue<JobData>;
  private readonly worker: Worker<JobData> | undefined;

  constructor({ databaseUrl, worker }: QueueSettings, doJob: DoJob) {
    const backend = withBackend(createPostgresBackend);
    // A wake-up need not outlive a power cut, so nobody waits for the disk because of one.
    const options = '-c synchronous_commit=off';
    const own = { connectionString: databaseUrl, Client: HeardClient, options };
    const connection = { ...own, max: 3, migrate: true };
    this.queue = new backend.Queue(QUEUE_NAME, { connection }) as unknown as Queue<JobData>;
    this.worker = worker
      ? (new backend.Worker(QUEUE_NAME, doJob, {
          connection,
          concurrency: CONCURRENCY,
          ...LOCK,
        }) as unknown as Worker<JobData>)
      : undefined;
    const complain = (error: Error) => this.log.warn(`queue connection: ${error.message}`);
    this.queue.on('error', complain);
    this.worker?.on('error', complain);
  }

  async start(): Promise<void> {
    await this.queue.waitUntilReady();
  }

  async stopTaking(): Promise<void> {
    await this.worker?.close();
  }

  async close(): Promise<void> {
    await this.queue.close();
  }
}
