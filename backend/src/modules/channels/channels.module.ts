import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AddChannel } from './addresses/add-channel.use-case.js';
import { ChangeChannels } from './addresses/change-channels.use-case.js';
import { ChannelRepository } from './addresses/channel.repository.js';
import { ChannelsController } from './addresses/channels.controller.js';
import { DirectLine } from './addresses/direct-line.js';
import { ListChannels } from './addresses/list-channels.use-case.js';
import { MarkChannel } from './addresses/mark-channel.use-case.js';
import { SendCode } from './addresses/send-code.use-case.js';
import { TestChannel } from './addresses/test-channel.use-case.js';
import { VerificationRepository } from './addresses/verification.repository.js';
import { VerificationCodes } from './addresses/verification-codes.js';
import { VerifyChannel } from './addresses/verify-channel.use-case.js';
import { ChannelChanges } from './channel-changes.js';
import { CHANNEL_ADAPTERS, ChannelRegistry } from './channel-registry.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from './channel-settings.js';
import type { ChannelAdapter } from './domain/channel-adapter.js';
import { ContactPreferences } from './preferences/contact-preferences.use-case.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesRepository } from './preferences/preferences.repository.js';
import { Presence } from './presence.js';
import { SandboxController } from './sandbox/sandbox.controller.js';
import { SandboxChannels } from './sandbox/sandbox-channels.js';

export interface ChannelsOptions extends ChannelSettings {
  /** Beside the web. */
  adapters: readonly ChannelAdapter[];
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
  /** Stand-ins for what is not connected keep what they get in this folder; undefined: there are none. */
  sandboxFolder?: string | undefined;
}

const useCases = [
  AddChannel,
  ChangeChannels,
  ListChannels,
  MarkChannel,
  SendCode,
  TestChannel,
  VerifyChannel,
  ContactPreferences,
];
const repositories = [ChannelRepository, VerificationRepository, PreferencesRepository];

/** Global: configured once, by the application, and used by every module that sends or receives. */
@Global()
@Module({})
export class ChannelsModule {
  static forRoot({ adapters, publicUrl, sandboxFolder, tokenSecret }: ChannelsOptions): DynamicModule {
    const taken = adapters.map(({ type }) => type);
    const sandbox = sandboxFolder === undefined ? undefined : SandboxChannels.open(sandboxFolder, publicUrl, taken);
    const all = [...adapters, ...(sandbox?.all.map(({ adapter }) => adapter) ?? [])];
    return {
      module: ChannelsModule,
      controllers: [ChannelsController, PreferencesController, ...(sandbox ? [SandboxController] : [])],
      providers: [
        { provide: CHANNEL_ADAPTERS, useValue: all },
        ...(sandbox ? [{ provide: SandboxChannels, useValue: sandbox }] : []),
        { provide: CHANNEL_SETTINGS, useValue: { tokenSecret } satisfies ChannelSettings },
        ...useCases,
        ...repositories,
        ChannelChanges,
        ChannelRegistry,
        DirectLine,
        Presence,
        VerificationCodes,
      ],
      exports: [ChannelChanges, ChannelRegistry, ContactPreferences, MarkChannel, Presence],
    };
  }
}
