import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { createPostgresBackend, type JobsOptions, Queue, Worker, withBackend } from 'bullmq';
import pg from 'pg';
import { PgPool } from '../prisma/index.js';
import { JobCatalogue, type JobKind, type JobPayloads } from './job-catalogue.js';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.js';

const NAME = 'parley';
/** Most jobs wait for somebody else's server: what may go to one of them at once is bounded where it is called. */
const CONCURRENCY = 50;
/** Short, so that the jobs of a killed worker come back within seconds (STACK.md). The sweeper is the guarantee. */
const LOCK = { lockDuration: 5_000, stalledInterval: 2_500, maxStalledCount: 100 };
/**
 * How long an outbox row stays with whoever took it. A worker prolongs it while its handler runs, so it says nothing about
 * how long a job may take, only how soon the job of a dead process comes back (F3: within 5 s).
 */
export const HELD_SECONDS = 3;
/** Failures; with the relay's growing pauses about ten minutes. */
const MAX_TRIES = 16;
/** A wake-up that takes longer is worth less than the work it is for. */
const ADD_TIMEOUT_MS = 1_000;
const AWAY_MS = 5_000;
const KEEP: JobsOptions = { removeOnComplete: true, removeOnFail: 1_000 };

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

interface JobData {
  payload: JobPayloads[JobKind];
  /** The outbox row that owes this job: it goes when the job is done. */
  outboxId: string | null;
}

/** BullMQ: carries wake-ups between processes. It is never the record; PostgreSQL rows are. */
@Injectable()
export class JobQueue implements BeforeApplicationShutdown {
  private readonly log = new Logger(JobQueue.name);
  private queue?: Queue<JobData>;
  private worker?: Worker<JobData>;
  /** By `performance.now()`: until then the queue is not tried again. */
  private awayUntil = 0;
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly catalogue: JobCatalogue,
    private readonly pool: PgPool,
  ) {}

  async start(): Promise<void> {
    const { queue, worker } = this.settings.redisUrl ? this.onRedis(this.settings.redisUrl) : this.onPostgres();
    this.queue = queue;
    this.worker = worker;
    const complain = (error: Error) => this.log.warn(`queue connection: ${error.message}`);
    queue.on('error', complain);
    worker?.on('error', complain);
    await queue.waitUntilReady();
  }

  /**
   * A worker whose queue is away does at once what is due: the queue carries wake-ups, and work must not wait for it.
   * @param options.delayMs milliseconds until it may be taken
   */
  async add<K extends JobKind>(
    kind: K,
    payload: JobPayloads[K],
    { outboxId = null, delayMs = 0 }: { outboxId?: string | null; delayMs?: number } = {},
  ): Promise<void> {
    const data: JobData = { payload, outboxId };
    try {
      await this.hand(kind, data, delayMs);
    } catch (error) {
      if (!this.settings.worker || delayMs > 0 || this.underWay.size >= CONCURRENCY) throw error;
      this.doNow(kind, data);
    }
  }

  private async hand(kind: JobKind, data: JobData, delayMs: number): Promise<void> {
    if (!this.queue) throw new Error('The queue has not been started.');
    if (performance.now() < this.awayUntil) throw new Error('The queue is away.');
    const added = this.queue.add(kind, data, delayMs > 0 ? { ...KEEP, delay: delayMs } : KEEP);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.awayUntil = performance.now() + AWAY_MS;
        reject(new Error(`The queue did not answer within ${ADD_TIMEOUT_MS} ms.`));
      }, ADD_TIMEOUT_MS);
    });
    try {
      await Promise.race([added, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Nobody waits for it here, as nobody does for a job in the queue. */
  private doNow(kind: JobKind, data: JobData): void {
    const done = this.process({ name: kind, data })
      .catch((error: Error) => this.log.warn(`${kind} failed, the sweeper will try again: ${error.message}`))
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.close();
    await Promise.all(this.underWay);
    await this.queue?.close();
  }

  private readonly process = async (job: { name: string; data: JobData }): Promise<void> => {
    const { payload, outboxId } = job.data;
    const holding = outboxId ? setInterval(() => void this.hold(outboxId), (HELD_SECONDS * 1_000) / 3) : undefined;
    try {
      await this.catalogue.run(job.name as JobKind, payload as never);
    } catch (error) {
      if (outboxId) await this.recordFailure(outboxId, error);
      throw error;
    } finally {
      clearInterval(holding);
    }
    if (outboxId)
      await this.pool.query({ name: 'outbox-done', text: 'DELETE FROM outbox_job WHERE id = $1', values: [outboxId] });
  };

  /** Tried so often, it waits for an operator: a job that can never succeed must not be tried for ever. */
  private async recordFailure(outboxId: string, error: unknown): Promise<void> {
    await this.pool.query(
      `UPDATE outbox_job SET last_error = $2, tries = tries + 1, dead_at = CASE WHEN tries + 1 >= $3 THEN coalesce(dead_at, now()) END WHERE id = $1`,
      [outboxId, String(error).slice(0, 2_000), MAX_TRIES],
    );
  }

  /** A relay must not hand on what is being done. If it does, no harm: handlers are idempotent. */
  private async hold(outboxId: string): Promise<void> {
    try {
      await this.pool.query(
        'UPDATE outbox_job SET available_at = greatest(available_at, now() + make_interval(secs => $2)) WHERE id = $1',
        [outboxId, HELD_SECONDS],
      );
    } catch (error) {
      this.log.warn(`could not hold job ${outboxId}: ${String(error)}`);
    }
  }

  private onRedis(url: string) {
    const connection = { url, maxRetriesPerRequest: null };
    const queue = new Queue<JobData>(NAME, { connection });
    const worker = this.settings.worker
      ? new Worker<JobData>(NAME, this.process, { connection, concurrency: CONCURRENCY, ...LOCK })
      : undefined;
    return { queue, worker };
  }

  private onPostgres() {
    const backend = withBackend(createPostgresBackend);
    // A wake-up need not outlive a power cut, so nobody waits for the disk because of one.
    const options = '-c synchronous_commit=off';
    const own = { connectionString: this.settings.databaseUrl, Client: HeardClient, options };
    const connection = { ...own, max: 3, migrate: true };
    const queue = new backend.Queue(NAME, { connection }) as unknown as Queue<JobData>;
    const worker = this.settings.worker
      ? (new backend.Worker(NAME, this.process, {
          connection,
          concurrency: CONCURRENCY,
          ...LOCK,
        }) as unknown as Worker<JobData>)
      : undefined;
    return { queue, worker };
  }
}
