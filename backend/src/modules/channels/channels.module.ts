import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CHANNEL_ADAPTERS, ChannelRegistry } from './channel-registry.js';
import type { ChannelAdapter } from './domain/channel-adapter.js';
import { Presence } from './presence.js';

export interface ChannelsOptions {
  /** Beside the web. */
  adapters: readonly ChannelAdapter[];
}

/** Global: configured once, by the application, and used by every module that sends or receives. */
@Global()
@Module({})
export class ChannelsModule {
  static forRoot({ adapters }: ChannelsOptions): DynamicModule {
    return {
      module: ChannelsModule,
      providers: [{ provide: CHANNEL_ADAPTERS, useValue: adapters }, ChannelRegistry, Presence],
      exports: [ChannelRegistry, Presence],
    };
  }
}
