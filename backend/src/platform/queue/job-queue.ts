import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import type { JobsOptions, Queue } from 'bullmq';
import { PgPool } from '../prisma/index.js';
import { inSpan, redactSecrets, traceParent } from '../telemetry/index.js';
import { CONCURRENCY, type JobData, type QueueLine } from './job.js';
import { JobCatalogue, type JobKind, type JobPayloads } from './job-catalogue.js';
import { PostgresQueueLine } from './postgres-queue-line.js';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.js';
import { RedisQueueLine } from './redis-queue-line.js';

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

interface AddOptions {
  outboxId?: string | null;
  delayMs?: number;
  trace?: string | null;
}

/** Said once when it goes, not with every job that it misses. */
export class QueueAway extends Error {
  constructor() {
    super('The queue is away.');
  }
}

/** BullMQ: carries wake-ups between processes. It is never the record; PostgreSQL rows are. */
@Injectable()
export class JobQueue implements BeforeApplicationShutdown {
  private readonly log = new Logger(JobQueue.name);
  private line?: QueueLine;
  /** By `performance.now()`: until then the queue is not tried again. */
  private awayUntil = 0;
  /** Done here because the queue was away. */
  private readonly underWay = new Set<Promise<void>>();
  /** With those that the queue gave. */
  private readonly handling = new Set<Promise<void>>();

  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly catalogue: JobCatalogue,
    private readonly pool: PgPool,
  ) {}

  async start(): Promise<void> {
    const { redisUrl } = this.settings;
    this.line = redisUrl
      ? new RedisQueueLine(redisUrl, this.settings, this.process)
      : new PostgresQueueLine(this.settings, this.process);
    await this.line.start();
  }

  /** For who looks at it or mends it by hand. Undefined before the start, and while it is away. */
  get wakeUps(): Queue | undefined {
    return this.line?.queue;
  }

  /**
   * A worker whose queue is away does at once what is due: the queue carries wake-ups, and work must not wait for it.
   * @param options.delayMs milliseconds until it may be taken
   * @param options.trace the trace that it goes on with; by default the one at work
   */
  async add<K extends JobKind>(
    kind: K,
    payload: JobPayloads[K],
    { outboxId = null, delayMs = 0, trace = traceParent() }: AddOptions = {},
  ): Promise<void> {
    const data: JobData = { payload, outboxId, trace };
    try {
      await this.hand(kind, data, delayMs);
    } catch (error) {
      if (!this.settings.worker || delayMs > 0 || this.underWay.size >= CONCURRENCY) throw error;
      this.doNow(kind, data);
    }
  }

  private async hand(kind: JobKind, data: JobData, delayMs: number): Promise<void> {
    const queue = this.line?.queue;
    if (!queue || performance.now() < this.awayUntil) throw new QueueAway();
    const added = queue.add(kind, data, delayMs > 0 ? { ...KEEP, delay: delayMs } : KEEP);
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
    await this.line?.stopTaking(() => this.idle());
    await this.idle();
    await this.line?.close();
  }

  private async idle(): Promise<void> {
    while (this.handling.size > 0) await Promise.allSettled(this.handling);
  }

  private readonly process = (job: { name: string; data: JobData }): Promise<void> => {
    const done = this.handle(job).finally(() => this.handling.delete(done));
    this.handling.add(done);
    return done;
  };

  private async handle(job: { name: string; data: JobData }): Promise<void> {
    const { payload, outboxId, trace = null } = job.data;
    const holding = outboxId ? setInterval(() => void this.hold(outboxId), (HELD_SECONDS * 1_000) / 3) : undefined;
    try {
      await inSpan(`job ${job.name}`, { role: 'consumer', parent: trace }, () =>
        this.catalogue.run(job.name as JobKind, payload as never),
      );
    } catch (error) {
      if (outboxId) await this.recordFailure(outboxId, error);
      throw shown(error);
    } finally {
      clearInterval(holding);
    }
    if (outboxId)
      await this.pool.query({ name: 'outbox-done', text: 'DELETE FROM outbox_job WHERE id = $1', values: [outboxId] });
  }

  /** Tried so often, it waits for an operator, who reads why: a job that can never succeed must not be tried for ever. */
  private async recordFailure(outboxId: string, error: unknown): Promise<void> {
    await this.pool.query(
      `UPDATE outbox_job SET last_error = $2, tries = tries + 1, dead_at = CASE WHEN tries + 1 >= $3 THEN coalesce(dead_at, now()) END WHERE id = $1`,
      [outboxId, redactSecrets(String(error)).slice(0, 2_000), MAX_TRIES],
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
}

/** As the queue keeps it, and its dashboard shows it. */
const shown = (error: unknown): Error => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new Error(redactSecrets(message)), { stack: redactSecrets(stack ?? message) });
};
