import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { within } from './within.js';

const CONNECT_WITHIN_MS = 2_000;
/** A round trip takes well below a millisecond; who waits longer does without (it is never the record). */
const ANSWER_WITHIN_MS = 250;
const RETRY_MS = 250;
const HEARTBEAT_MS = 500;
/** In a row. One may be the fault of this process, when it was busy with something else. */
const MISSED_BEATS = 2;
/** A Redis that hangs does not say goodbye either. */
const GOODBYE_MS = 100;

/** Redis does not answer: its caller goes on without. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway';
}

/**
 * One connection to Redis. It begins anew for ever, also when Redis only hangs; while it is away every call fails at once,
 * so that nothing hangs on it.
 */
export class RedisLink {
  readonly client: Redis;
  private readonly log = new Logger('Redis');
  private readonly backHandlers = new Set<() => void>();
  private readonly heart: NodeJS.Timeout;
  private missed = 0;
  private told = false;

  /**
   * @param name how Redis lists this connection
   * @param keyPrefix goes in front of every key, also those of scripts
   */
  constructor(
    url: string,
    private readonly name = 'parley',
    answerWithinMs = ANSWER_WITHIN_MS,
    keyPrefix = '',
  ) {
    this.client = new Redis(url, {
      connectTimeout: CONNECT_WITHIN_MS,
      commandTimeout: answerWithinMs,
      disconnectTimeout: GOODBYE_MS,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
      retryStrategy: () => RETRY_MS,
      connectionName: name,
      keyPrefix,
    });
    this.client.on('error', (error: Error) => this.complain(error));
    this.client.on('ready', () => this.up());
    this.heart = setInterval(() => void this.beat(), HEARTBEAT_MS);
    this.heart.unref();
  }

  get isUp(): boolean {
    return this.client.status === 'ready' && this.missed < MISSED_BEATS;
  }

  /** @throws RedisAway when it is away, slow, or refuses */
  async ask<T>(question: (client: Redis) => Promise<T>, withinMs = ANSWER_WITHIN_MS): Promise<T> {
    if (!this.isUp) throw new RedisAway('Redis is away.');
    try {
      return await within(question(this.client), withinMs);
    } catch (error) {
      throw new RedisAway(String(error), { cause: error });
    }
  }

  /** Calls back whenever the connection stands, the first time too. @returns a function that ends it */
  onUp(handler: () => void): () => void {
    this.backHandlers.add(handler);
    return () => this.backHandlers.delete(handler);
  }

  /** @returns false as soon as Redis cannot be reached, and at the latest after that time */
  async upWithin(ms: number): Promise<boolean> {
    if (this.isUp) return true;
    return new Promise((resolve) => {
      const finish = (isUp: boolean) => {
        clearTimeout(timer);
        forget();
        this.client.off('error', fail);
        resolve(isUp);
      };
      const fail = () => finish(false);
      const timer = setTimeout(fail, ms);
      const forget = this.onUp(() => finish(true));
      this.client.once('error', fail);
    });
  }

  close(): void {
    clearInterval(this.heart);
    this.client.disconnect();
  }

  private up(): void {
    if (this.told) this.log.log(`${this.name} is connected again`);
    this.told = false;
    this.missed = 0;
    for (const handler of [...this.backHandlers]) handler();
  }

  /** A connection may look whole while nobody is at its other end any more. */
  private async beat(): Promise<void> {
    if (this.client.status !== 'ready') return;
    try {
      await within(this.client.ping(), ANSWER_WITHIN_MS);
      this.missed = 0;
    } catch {
      this.missed += 1;
      if (this.missed === MISSED_BEATS) this.client.disconnect(true);
    }
  }

  private complain(error: Error): void {
    if (!this.told) this.log.warn(`${this.name} cannot reach it, trying on: ${error.message || String(error)}`);
    this.told = true;
  }
}
