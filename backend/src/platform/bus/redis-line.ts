import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { RedisLink } from '../redis/index.js';
import type { WireLine } from './wire-line.js';

type Handler = (message: { readonly data: Uint8Array }) => void;

const ID_BYTES = 12;
/** Channels in one command: many thousands would hold Redis up. */
const CHANNELS_AT_ONCE = 1_000;

/** Fan-out over Redis: one connection that publishes, one that listens, as Redis wants it. */
export class RedisLine implements WireLine {
  private readonly log = new Logger('RedisLine');
  private readonly sending: RedisLink;
  private readonly hearing: RedisLink;
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly backHandlers = new Set<() => void>();
  /** Redis has taken every subscription. */
  private listens = false;
  /** At the head of each message, so that who wrote it knows it again: Redis gives it back to everybody. */
  private readonly me = randomBytes(ID_BYTES);

  constructor(url: string) {
    this.sending = new RedisLink(url, 'parley-bus-sends');
    this.hearing = new RedisLink(url, 'parley-bus-hears');
    this.hearing.client.on('messageBuffer', (channel: Buffer, message: Buffer) => this.hear(channel, message));
    this.hearing.onUp(() => void this.begin());
    this.sending.onUp(() => this.tellBack());
  }

  get isUp(): boolean {
    return this.sending.isUp && this.hearing.isUp && this.listens;
  }

  publish(channel: string, text: string): void {
    if (!this.sending.isUp) return;
    // Whoever misses it catches up: it is neither waited for nor sent again.
    this.sending.client.publish(channel, Buffer.concat([this.me, Buffer.from(text)])).catch(() => undefined);
  }

  subscribe(channel: string, handler: Handler): () => void {
    const handlers = this.handlers.get(channel) ?? new Set();
    this.handlers.set(channel, handlers.add(handler));
    if (handlers.size === 1) this.tell('subscribe', channel);
    return () => {
      handlers.delete(handler);
      if (handlers.size > 0 || this.handlers.get(channel) !== handlers) return;
      this.handlers.delete(channel);
      this.tell('unsubscribe', channel);
    };
  }

  /** Redis answers in order, so a later answer says that all before it was done. */
  async settled(): Promise<void> {
    if (this.hearing.isUp) await this.hearing.client.ping().catch(() => undefined);
  }

  onBack(handler: () => void): () => void {
    this.backHandlers.add(handler);
    return () => this.backHandlers.delete(handler);
  }

  async close(): Promise<void> {
    this.sending.close();
    this.hearing.close();
  }

  private tell(command: 'subscribe' | 'unsubscribe', channel: string): void {
    // A connection that is away takes all channels when it comes back.
    if (!this.hearing.isUp) return;
    this.hearing.client[command](channel).catch((error) => this.log.warn(`${command} failed: ${String(error)}`));
  }

  private async begin(): Promise<void> {
    const channels = [...this.handlers.keys()];
    this.listens = false;
    try {
      for (let from = 0; from < channels.length; from += CHANNELS_AT_ONCE)
        await this.hearing.client.subscribe(...channels.slice(from, from + CHANNELS_AT_ONCE));
    } catch (error) {
      this.log.warn(`could not listen, beginning anew: ${String(error)}`);
      return this.hearing.client.disconnect(true);
    }
    this.listens = true;
    this.tellBack();
  }

  /** Either connection may have come back last: who has just one of them cannot catch up and tell the others. */
  private tellBack(): void {
    if (!this.isUp) return;
    for (const handler of [...this.backHandlers]) handler();
  }

  private hear(channel: Buffer, message: Buffer): void {
    if (message.subarray(0, ID_BYTES).equals(this.me)) return;
    const data = message.subarray(ID_BYTES);
    for (const handler of this.handlers.get(channel.toString()) ?? []) handler({ data });
  }
}
