import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { fingerprint } from '../crypto/index.js';
import { policyOf, RedisLink, wrongPolicy } from '../redis/index.js';
import { CONCURRENCY, type DoJob, type JobData, LOCK, QUEUE_NAME, type QueueLine } from './job.js';
import type { QueueSettings } from './queue-settings.js';

const UP_WITHIN_MS = 2_000;
const ADD_WITHIN_MS = 1_000;
const RETRY_MS = 250;
/** So that the system finds out, within minutes, that nobody is at the other end of a connection that waits for jobs. */
const KEEP_ALIVE_MS = 10_000;
const GOODBYE_MS = 2_000;
/** BullMQ tells an event of every step of a job; nobody reads old ones. */
const EVENTS_KEPT = 1_000;

/** Several processes share this queue. It may come late, go, forget everything and come back at any time. */
export class RedisQueueLine implements QueueLine {
  private readonly log = new Logger('JobQueue');
  private readonly link: RedisLink;
  private readonly prefix: string;
  private opened: Queue<JobData> | undefined;
  private worker: Worker<JobData> | undefined;
  private working: Redis | undefined;
  private joining: Promise<void> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly settings: QueueSettings,
    private readonly doJob: DoJob,
  ) {
    this.prefix = `parley-${fingerprint(settings.deployment, 'queue')}`;
    this.link = new RedisLink(url, 'parley-queue', ADD_WITHIN_MS);
    this.link.onUp(() => {
      this.joining = this.join().catch((error: Error) => this.log.warn(`cannot join the queue yet: ${error.message}`));
    });
  }

  /** BullMQ waits for a Redis that is away; nothing here should. */
  get queue(): Queue<JobData> | undefined {
    return this.link.isUp ? this.opened : undefined;
  }

  async start(): Promise<void> {
    if (await this.link.upWithin(UP_WITHIN_MS)) await this.joining;
    else this.log.warn('Redis is away: work is found in PostgreSQL until it comes.');
  }

  async stopTaking(idle: () => Promise<void>): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    // What nobody answers must not hold up the end.
    const told = this.link.isUp ? this.goodbye(worker.close()) : undefined;
    await idle();
    await Promise.race([told ?? this.goodbye(worker.close(true)), pause(GOODBYE_MS, undefined, { ref: false })]);
    const blocking = worker.getBackend().blockingClient;
    blocking?.then((client) => client.disconnect()).catch(() => undefined);
    this.working?.disconnect();
  }

  async close(): Promise<void> {
    if (this.opened)
      await Promise.race([this.goodbye(this.opened.close()), pause(GOODBYE_MS, undefined, { ref: false })]);
    this.link.close();
  }

  /** One that goes wrong, or when nobody waits for it any more, must not be what ends the process. */
  private goodbye(said: Promise<void>): Promise<void> {
    return said.catch((error: Error) => this.complain(error));
  }

  /** Whenever Redis comes, the first time too: it may be another one than before. */
  private async join(): Promise<void> {
    const policy = await policyOf(this.link.client);
    if (policy.kind === 'evicts') this.log.error(wrongPolicy(policy.policy));
    if (policy.kind === 'keeps' && !policy.appendOnly && !this.opened)
      this.log.warn(
        'Redis has no append-only file: what it knows is lost when it ends, and found again in PostgreSQL.',
      );
    if (this.opened) return this.connectAnew();
    if (policy.kind !== 'evicts') this.open();
  }

  /**
   * Only the link asks whether somebody is there; where it had to connect again, what waits for jobs may wait for ever. ioredis'
   * own `socketTimeout` is no help: its timer outlives the connection and cuts the next one.
   */
  private async connectAnew(): Promise<void> {
    this.working?.disconnect(true);
    (await this.worker?.getBackend().blockingClient)?.disconnect(true);
  }

  private open(): void {
    const { prefix } = this;
    const streams = { events: { maxLen: EVENTS_KEPT } };
    // It was just asked what it is; an answer that were lost here would spoil the queue for good.
    this.opened = new Queue(QUEUE_NAME, { connection: this.link.client, prefix, streams, skipVersionCheck: true });
    this.opened.on('error', (error) => this.complain(error));
    if (!this.settings.worker) return;
    this.working = new Redis(this.url, {
      maxRetriesPerRequest: null,
      retryStrategy: () => RETRY_MS,
      keepAlive: KEEP_ALIVE_MS,
      connectionName: 'parley-worker',
    });
    this.working.on('error', (error) => this.complain(error));
    this.worker = new Worker(QUEUE_NAME, this.doJob, {
      connection: this.working,
      prefix,
      concurrency: CONCURRENCY,
      runRetryDelay: RETRY_MS,
      ...LOCK,
    });
    this.worker.on('error', (error) => this.complain(error));
  }

  /** That Redis is away is said once, by the link. */
  private complain(error: Error): void {
    if (this.link.isUp) this.log.warn(`queue: ${error.message}`);
  }
}
