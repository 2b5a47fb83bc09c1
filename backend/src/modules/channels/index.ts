export { MarkChannel } from './addresses/mark-channel.use-case.js';
export { ChannelChanges } from './channel-changes.js';
export { ChannelRegistry } from './channel-registry.js';
export { ChannelsModule } from './channels.module.js';
export type {
  AgentVoice,
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
export { buildFeedbackCard, type CardOccasion, type FeedbackCard } from './domain/feedback-card.js';
export { type Health, healthAfter } from './domain/health.js';
export { InboundSink } from './domain/inbound-sink.js';
export { inZone } from './domain/time-zone.js';
export { USUAL_WAIT_MS } from './domain/usual-wait.js';
export { ContactPreferences } from './preferences/contact-preferences.use-case.js';
export { Presence } from './presence.js';
export { type RecordingAdapterOptions, RecordingChannelAdapter } from './recording/recording-channel.adapter.js';
