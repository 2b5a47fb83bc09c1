import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { OneTimePasses, Passes, Sealer } from '../../platform/crypto/index.js';
import { PgPool } from '../../platform/prisma/index.js';
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
import { EmailChannelAdapter } from './email/email-channel.adapter.js';
import { GmailClients } from './email/gmail/gmail-clients.js';
import { GmailMailboxes } from './email/gmail/gmail-mailboxes.js';
import { CheckIntegration } from './integrations/check-integration.use-case.js';
import { ConnectConfigured } from './integrations/connect-configured.js';
import { ConnectConfiguredGmail } from './integrations/gmail/connect-configured-gmail.js';
import { ConnectGmail } from './integrations/gmail/connect-gmail.use-case.js';
import { GmailConsent } from './integrations/gmail/gmail-consent.js';
import { GmailDesk } from './integrations/gmail/gmail-desk.js';
import { GmailKind } from './integrations/gmail/gmail-kind.js';
import { GmailSecrets } from './integrations/gmail/gmail-secrets.js';
import { StoredGmailMailboxes } from './integrations/gmail/stored-gmail-mailboxes.js';
import { Canaries } from './integrations/health/canaries.js';
import { DailyLook } from './integrations/health/daily-look.js';
import { HealthRepository } from './integrations/health/health.repository.js';
import { IntegrationRepository } from './integrations/integration.repository.js';
import { IntegrationKinds } from './integrations/integration-kinds.js';
import { IntegrationSecrets } from './integrations/integration-secrets.js';
import { IntegrationsController } from './integrations/integrations.controller.js';
import { ListIntegrations } from './integrations/list-integrations.use-case.js';
import { LoseIntegration } from './integrations/lose-integration.use-case.js';
import { ReviewIntegrations } from './integrations/review-integrations.js';
import { ConnectConfiguredSlack } from './integrations/slack/connect-configured-slack.js';
import { ConnectSlack } from './integrations/slack/connect-slack.use-case.js';
import { SlackDesk } from './integrations/slack/slack-desk.js';
import { SlackKind } from './integrations/slack/slack-kind.js';
import { SlackSecrets } from './integrations/slack/slack-secrets.js';
import { StoredSlackInstallations } from './integrations/slack/stored-slack-installations.js';
import { LinkChannel } from './linking/link-channel.use-case.js';
import { LinksController } from './linking/links.controller.js';
import { ContactPreferences } from './preferences/contact-preferences.use-case.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesRepository } from './preferences/preferences.repository.js';
import { Presence } from './presence/presence.js';
import { SlackChannelAdapter } from './slack/slack-channel.adapter.js';
import { SlackInstallations } from './slack/slack-installations.js';
import { STAND_INS, standInsOf } from './stand-ins.js';

export interface ChannelsOptions extends ChannelSettings {
  /** Beside the web, Slack and email. One that speaks for one of them takes its place. */
  adapters: readonly ChannelAdapter[];
}

const useCases = [
  AddChannel,
  Canaries,
  ChangeChannels,
  CheckIntegration,
  ConnectGmail,
  ConnectSlack,
  LinkChannel,
  ListChannels,
  ListIntegrations,
  LoseIntegration,
  MarkChannel,
  SendCode,
  TestChannel,
  VerifyChannel,
  ContactPreferences,
];
const repositories = [
  ChannelRepository,
  HealthRepository,
  IntegrationRepository,
  VerificationRepository,
  PreferencesRepository,
];

/** What keeps the tokens of workspaces and mailboxes, and what seals them. */
const keepers = [
  ConnectConfigured,
  ConnectConfiguredGmail,
  ConnectConfiguredSlack,
  DailyLook,
  GmailConsent,
  GmailDesk,
  GmailKind,
  GmailSecrets,
  IntegrationKinds,
  IntegrationSecrets,
  ReviewIntegrations,
  SlackDesk,
  SlackKind,
  SlackSecrets,
  StoredGmailMailboxes,
  StoredSlackInstallations,
  { provide: GmailMailboxes, useExisting: StoredGmailMailboxes },
  { provide: SlackInstallations, useExisting: StoredSlackInstallations },
  {
    provide: GmailClients,
    useFactory: ({ google }: ChannelSettings) => new GmailClients(google),
    inject: [CHANNEL_SETTINGS],
  },
  {
    provide: OneTimePasses,
    useFactory: ({ encryptionKeys }: ChannelSettings, clock: Clock, pool: PgPool) =>
      new OneTimePasses(new Sealer(encryptionKeys), clock, pool),
    inject: [CHANNEL_SETTINGS, Clock, PgPool],
  },
  { provide: Passes, useExisting: OneTimePasses },
];

/** Global: configured once, by the application, and used by every module that sends or receives. */
@Global()
@Module({})
export class ChannelsModule {
  static forRoot({ adapters, ...settings }: ChannelsOptions): DynamicModule {
    const taken = adapters.map(({ type }) => type);
    return {
      module: ChannelsModule,
      controllers: [
        // Before the channels: `links` is no channel's id.
        LinksController,
        ChannelsController,
        IntegrationsController,
        PreferencesController,
      ],
      providers: [
        {
          provide: CHANNEL_ADAPTERS,
          useFactory: (installations: SlackInstallations, mailboxes: GmailMailboxes, clients: GmailClients) => [
            ...adapters,
            ...slackAdapter(settings, taken, installations),
            ...emailAdapter(settings, taken, mailboxes, clients),
          ],
          inject: [SlackInstallations, GmailMailboxes, GmailClients],
        },
        {
          provide: STAND_INS,
          useValue: standInsOf({ SLACK: settings.slack?.apiUrl, EMAIL: settings.google?.apiUrl }),
        },
        { provide: CHANNEL_SETTINGS, useValue: settings satisfies ChannelSettings },
        ...useCases,
        ...repositories,
        ...keepers,
        ChannelChanges,
        ChannelRegistry,
        DirectLine,
        Presence,
        VerificationCodes,
      ],
      exports: [
        Canaries,
        ChannelChanges,
        ChannelRegistry,
        CheckIntegration,
        ConnectGmail,
        ConnectSlack,
        ContactPreferences,
        GmailClients,
        GmailConsent,
        GmailMailboxes,
        LinkChannel,
        ListChannels,
        MarkChannel,
        OneTimePasses,
        Presence,
        SlackDesk,
        StoredSlackInstallations,
      ],
    };
  }
}

const slackAdapter = (
  { slack, publicUrl }: ChannelSettings,
  taken: readonly string[],
  installations: SlackInstallations,
): ChannelAdapter[] =>
  slack && !taken.includes('SLACK')
    ? [new SlackChannelAdapter({ installations, publicUrl, apiUrl: slack.apiUrl })]
    : [];

const emailAdapter = (
  { google, publicUrl }: ChannelSettings,
  taken: readonly string[],
  mailboxes: GmailMailboxes,
  clients: GmailClients,
): ChannelAdapter[] =>
  google && !taken.includes('EMAIL') ? [new EmailChannelAdapter({ mailboxes, clients, publicUrl })] : [];
