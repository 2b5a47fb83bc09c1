import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CHANNEL_ADAPTERS, ChannelRegistry } from './channel-registry.js';
import type { ChannelAdapter } from './domain/channel-adapter.js';
import { Presence } from './presence.js';
import { SandboxController } from './sandbox/sandbox.controller.js';
import { SandboxChannels } from './sandbox/sandbox-channels.js';

export interface ChannelsOptions {
  /** Beside the web. */
  adapters: readonly ChannelAdapter[];
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
  /** Stand-ins for what is not connected keep what they get in this folder; undefined: there are none. */
  sandboxFolder?: string | undefined;
}

/** Global: configured once, by the application, and used by every module that sends or receives. */
@Global()
@Module({})
export class ChannelsModule {
  static forRoot({ adapters, publicUrl, sandboxFolder }: ChannelsOptions): DynamicModule {
    const taken = adapters.map(({ type }) => type);
    const sandbox = sandboxFolder === undefined ? undefined : SandboxChannels.open(sandboxFolder, publicUrl, taken);
    const all = [...adapters, ...(sandbox?.all.map(({ adapter }) => adapter) ?? [])];
    return {
      module: ChannelsModule,
      controllers: sandbox ? [SandboxController] : [],
      providers: [
        { provide: CHANNEL_ADAPTERS, useValue: all },
        ...(sandbox ? [{ provide: SandboxChannels, useValue: sandbox }] : []),
        ChannelRegistry,
        Presence,
      ],
      exports: [ChannelRegistry, Presence],
    };
  }
}
