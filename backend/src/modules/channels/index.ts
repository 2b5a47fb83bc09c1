export { ListChannels } from './addresses/list-channels.use-case.js';
export { MarkChannel } from './addresses/mark-channel.use-case.js';
export { ChannelChanges } from './channel-changes.js';
export { ChannelRegistry } from './channel-registry.js';
export { ChannelsModule } from './channels.module.js';
export { type CardControl, cardControls } from './domain/card-controls.js';
export { CHANNEL_NAMES, capitalised } from './domain/card-words.js';
export type {
  AgentVoice,
  AttemptTokens,
  ChannelAdapter,
  ChannelAddress,
  ChannelCapabilities,
  ChannelNote,
  ConversationReference,
  DeliveryErrorKind,
  DeliveryFailure,
  DeliveryResult,
  InboundEvent,
  Located,
  Lookup,
  Manner,
  SendContext,
} from './domain/channel-adapter.js';
export { buildFeedbackCard, type CardOccasion, cardAsAsked, type FeedbackCard } from './domain/feedback-card.js';
export { type Health, healthAfter } from './domain/health.js';
export { InboundSink } from './domain/inbound-sink.js';
export { inZone } from './domain/time-zone.js';
export { USUAL_WAIT_MS } from './domain/usual-wait.js';
export { oneLine } from './domain/visible-text.js';
export { escapeHtml } from './email/domain/html/escape.js';
export type { InboundMail } from './email/domain/inbound-mail.js';
export { MARKER_HEADER, type MailClass, SENTINEL, tokenInRaw } from './email/domain/index.js';
export { linesOfAsked } from './email/domain/mail/asked-mail.js';
export { call as askGmail, type GmailFailure } from './email/gmail/gmail-call.js';
export { GmailClients } from './email/gmail/gmail-clients.js';
export { type GmailMailbox, GmailMailboxes } from './email/gmail/gmail-mailboxes.js';
export { googleAuth } from './email/gmail/google-auth.js';
export { MailReader, type Reading, type ReadMail } from './email/reading/index.js';
export { CheckIntegration } from './integrations/check-integration.use-case.js';
export { ConnectGmail } from './integrations/gmail/connect-gmail.use-case.js';
export { GmailConsent } from './integrations/gmail/gmail-consent.js';
export { Canaries } from './integrations/health/canaries.js';
export { CONNECT_PASS, connectPassSchema, INSTALL_PASS } from './integrations/list-integrations.use-case.js';
export { ConnectSlack } from './integrations/slack/connect-slack.use-case.js';
export { SlackDesk, type SlackWritten } from './integrations/slack/slack-desk.js';
export { StoredSlackInstallations } from './integrations/slack/stored-slack-installations.js';
export { LINK_LIFE_MS, LinkChannel } from './linking/link-channel.use-case.js';
export { ContactPreferences } from './preferences/contact-preferences.use-case.js';
export { Presence } from './presence/presence.js';
export { type RecordingAdapterOptions, RecordingChannelAdapter } from './recording/recording-channel.adapter.js';
export { threadSchema as slackThreadSchema } from './slack/domain/slack-address.js';
export { SLACK_SCOPES } from './slack/domain/slack-scopes.js';
export {
  type Control,
  cardModal,
  errorBlocks,
  escapeSlack,
  parseControl,
  readSlackAddress,
  readSubmission,
  type SlackInstallation,
  slackAddress,
  slackClientOptions,
} from './slack/index.js';
export { sdkLogger } from './slack/sdk-logger.js';
