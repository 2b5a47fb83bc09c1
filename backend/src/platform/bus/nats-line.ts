import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { natsAccess } from './nats-servers.js';
import type { WireLine } from './wire-line.js';

const RETRY_MS = 250;
const CONNECT_WITHIN_MS = 2_000;
const DRAIN_WITHIN_MS = 2_000;

export interface NatsMessage {
  readonly data: Uint8Array;
  /** It is the broker's word that nobody listens there. */
  readonly noResponders: boolean;
}

interface Listening {
  readonly subject: string;
  readonly handler: (message: NatsMessage) => void;
  subscription: Subscription | undefined;
}

/**
 * One connection to NATS for the whole process. It begins when the broker comes and begins anew for ever; subscriptions
 * outlive that, and what is published meanwhile is lost, as the protocols on top of it allow.
 */
export class NatsLine implements WireLine {
  private readonly log = new Logger('Nats');
  private readonly listening = new Set<Listening>();
  private readonly backHandlers = new Set<() => void>();
  private readonly ending = new AbortController();
  private connection: NatsConnection | undefined;
  private upSince: number | null = null;
  private readonly life: Promise<void>;

  constructor(private readonly urls: readonly string[]) {
    this.life = this.live();
  }

  /** How long the connection has stood, in milliseconds; null: there is none now. */
  get steadyMs(): number | null {
    return this.upSince === null ? null : performance.now() - this.upSince;
  }

  get isUp(): boolean {
    return this.upSince !== null;
  }

  /** @returns false when it was not sent: there is no connection, or the broker takes nothing so large */
  publish(subject: string, text: string, reply?: string): boolean {
    const { connection } = this;
    if (!connection || this.upSince === null) return false;
    const data = Buffer.from(text);
    if (data.length > (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)) return false;
    try {
      connection.publish(subject, data, reply === undefined ? undefined : { reply });
      return true;
    } catch (error) {
      this.log.warn(`could not publish on ${subject}: ${String(error)}`);
      return false;
    }
  }

  /** From now on, and from every new beginning of the connection on. @returns a function that ends it */
  subscribe(subject: string, handler: (message: NatsMessage) => void): () => void {
    const listening: Listening = { subject, handler, subscription: undefined };
    this.listening.add(listening);
    this.attach(listening);
    return () => {
      this.listening.delete(listening);
      listening.subscription?.unsubscribe();
    };
  }

  async settled(): Promise<void> {
    if (this.upSince !== null) await this.connection?.flush().catch(() => undefined);
  }

  /** Calls back when the connection stands again: what came meanwhile is lost. @returns a function that ends it */
  onBack(handler: () => void): () => void {
    this.backHandlers.add(handler);
    return () => this.backHandlers.delete(handler);
  }

  /** Whatever was published is still sent, if it can be within two seconds. */
  async close(): Promise<void> {
    this.ending.abort();
    const { connection } = this;
    if (connection && this.upSince !== null) {
      const limit = pause(DRAIN_WITHIN_MS, undefined, { ref: false });
      await Promise.race([connection.drain().catch(() => undefined), limit]);
    }
    await connection?.close().catch(() => undefined);
    await this.life;
  }

  private async live(): Promise<void> {
    let told = false;
    while (!this.ending.signal.aborted) {
      try {
        this.connection = await this.dial();
        told = false;
        await this.follow(this.connection);
      } catch (error) {
        if (!told) this.log.warn(`the broker cannot be reached, trying on: ${String(error)}`);
        told = true;
      }
      this.upSince = null;
      await pause(RETRY_MS, undefined, { ref: false, signal: this.ending.signal }).catch(() => undefined);
    }
  }

  private dial(): Promise<NatsConnection> {
    return connect({
      ...natsAccess(this.urls),
      name: 'parley',
      timeout: CONNECT_WITHIN_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RETRY_MS,
      reconnectJitter: RETRY_MS,
      ignoreAuthErrorAbort: true,
      // What we tell others has been told here already.
      noEcho: true,
    });
  }

  /** Until the connection is given up for good. */
  private async follow(connection: NatsConnection): Promise<void> {
    if (this.ending.signal.aborted) return connection.close();
    for (const listening of this.listening) this.attach(listening, connection);
    await this.up(connection, 'connected to');
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.upSince = null;
        this.log.warn('lost the broker, connecting again');
      }
      if (status.type === 'reconnect') await this.up(connection, 'connected again to');
      if (status.type === 'error') this.log.warn(`the broker says: ${String(status.error)}`);
    }
  }

  private async up(connection: NatsConnection, how: string): Promise<void> {
    this.upSince = performance.now();
    this.log.log(`${how} ${connection.getServer()}`);
    // Once the broker has taken our subscriptions: who catches up before that could miss what comes in between.
    await connection.flush().catch(() => undefined);
    for (const handler of [...this.backHandlers]) handler();
  }

  private attach(listening: Listening, connection = this.connection): void {
    if (!connection || connection.isClosed() || connection.isDraining()) return;
    const callback = (error: Error | null, message: Msg) => {
      if (error) this.log.warn(`may not listen on ${listening.subject}: ${error.message}`);
      else listening.handler({ data: message.data, noResponders: isNoResponders(message) });
    };
    listening.subscription = connection.subscribe(listening.subject, { callback });
  }
}

const isNoResponders = ({ data, headers }: Msg): boolean => data.length === 0 && headers?.code === 503;
