import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { EventBus } from './event-bus.js';
import { MemoryEventBus } from './memory-event-bus.js';
import { NatsLine } from './nats-line.js';
import { RedisLine } from './redis-line.js';
import { SharedEventBus } from './shared-event-bus.js';
import type { WireLine } from './wire-line.js';

export interface BusSettings {
  redisUrl: string | undefined;
  /** With neither: this process is alone. */
  natsUrls: readonly string[] | undefined;
  /** A secret that all processes of this deployment share. */
  deployment: string;
}

const NATS = Symbol('NATS_LINE_OR_NONE');
const WIRE = Symbol('WIRE_LINE_OR_NONE');

/** Fan-out by Redis, else by NATS, else within this process; and the connection to NATS, which workflows use (AG-9). */
@Global()
@Module({})
export class BusModule implements OnApplicationShutdown {
  constructor(
    @Inject(NATS) private readonly nats: NatsLine | null,
    @Inject(WIRE) private readonly wire: WireLine | null,
  ) {}

  static forRoot({ redisUrl, natsUrls, deployment }: BusSettings): DynamicModule {
    const nats = { provide: NATS, useFactory: () => (natsUrls ? new NatsLine(natsUrls) : null) };
    const wire = {
      provide: WIRE,
      inject: [NATS],
      useFactory: (line: NatsLine | null): WireLine | null => (redisUrl ? new RedisLine(redisUrl) : line),
    };
    const bus = {
      provide: EventBus,
      inject: [WIRE],
      useFactory: (line: WireLine | null) => (line ? new SharedEventBus(line, deployment) : new MemoryEventBus()),
    };
    // Only where there is one: whoever needs it is made only then.
    const shared = natsUrls ? [{ provide: NatsLine, useExisting: NATS }] : [];
    return {
      module: BusModule,
      providers: [nats, wire, bus, ...shared],
      exports: [EventBus, ...(natsUrls ? [NatsLine] : [])],
    };
  }

  /** Last: what ends tells others until then. */
  async onApplicationShutdown(): Promise<void> {
    await this.wire?.close();
    if (this.nats !== this.wire) await this.nats?.close();
  }
}
