import { Logger } from '@nestjs/common';
import { fingerprint } from '../crypto/index.js';
import { EventBus } from './event-bus.js';
import { MemoryEventBus } from './memory-event-bus.js';
import type { WireLine } from './wire-line.js';

/** Somebody was cut off, and may not have told what it did meanwhile. */
const BACK = 'somebody-is-back';
/** Several come back together, when the broker does: who hears it catches up once. */
const GATHER_MS = 100;
/** A broker that hangs holds nobody up. */
const SETTLED_WITHIN_MS = 100;

const utf8 = new TextDecoder();

/** Listeners of one topic share one subscription. */
interface Topic {
  listeners: number;
  end(): void;
}

/** Fan-out over a broker: at once in this process, by the broker in the others. While the broker is away, here only. */
export class SharedEventBus extends EventBus {
  override readonly isShared = true;
  private readonly log = new Logger('EventBus');
  private readonly local = new MemoryEventBus();
  private readonly topics = new Map<string, Topic>();
  private readonly lossHandlers = new Set<() => void>();
  private readonly prefix: string;
  private gathering: NodeJS.Timeout | undefined;

  /** @param deployment what only the processes of one deployment know: several may share a broker */
  constructor(
    private readonly line: WireLine,
    deployment: string,
  ) {
    super();
    this.prefix = `parley.${fingerprint(deployment, 'bus')}`;
    line.subscribe(this.subjectOf(BACK), () => this.catchUpSoon());
    line.onBack(() => this.back());
  }

  override get isWhole(): boolean {
    return this.line.isUp;
  }

  publish(topic: string, message: unknown): void {
    this.local.publish(topic, message);
    this.line.publish(this.subjectOf(topic), JSON.stringify(message));
  }

  subscribe<T>(topic: string, handler: (message: T) => void): () => void {
    const shared = this.topics.get(topic) ?? this.listen(topic);
    shared.listeners += 1;
    const forget = this.local.subscribe(topic, handler);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      forget();
      shared.listeners -= 1;
      if (shared.listeners > 0) return;
      this.topics.delete(topic);
      shared.end();
    };
  }

  override onLoss(handler: () => void): () => void {
    this.lossHandlers.add(handler);
    return () => this.lossHandlers.delete(handler);
  }

  override async settled(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, SETTLED_WITHIN_MS);
    });
    await Promise.race([this.line.settled(), late]);
    clearTimeout(timer);
  }

  private back(): void {
    this.catchUp();
    this.line.publish(this.subjectOf(BACK), '{}');
  }

  private catchUpSoon(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.catchUp();
    }, GATHER_MS).unref();
  }

  private catchUp(): void {
    for (const handler of [...this.lossHandlers]) handler();
  }

  private listen(topic: string): Topic {
    const subject = this.subjectOf(topic);
    const end = this.line.subscribe(subject, ({ data }) => this.hear(topic, data));
    const listening = { listeners: 0, end };
    this.topics.set(topic, listening);
    return listening;
  }

  private hear(topic: string, data: Uint8Array): void {
    try {
      this.local.publish(topic, JSON.parse(utf8.decode(data)));
    } catch (error) {
      this.log.warn(`something on ${topic} is no JSON: ${String(error)}`);
    }
  }

  /** A topic may hold what a subject must not: dots, blanks, wildcards. */
  private subjectOf(topic: string): string {
    return `${this.prefix}.${Buffer.from(topic).toString('base64url')}`;
  }
}
