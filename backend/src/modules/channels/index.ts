export { ChannelRegistry } from './channel-registry.js';
export { ChannelsModule } from './channels.module.js';
export type {
  ChannelAdapter,
  ChannelAddress,
  ChannelCapabilities,
  ChannelNote,
  ConversationReference,
  DeliveryErrorKind,
  DeliveryFailure,
  DeliveryResult,
  InboundEvent,
  Lookup,
  SendContext,
} from './domain/channel-adapter.js';
export { buildFeedbackCard, type CardOccasion, type FeedbackCard } from './domain/feedback-card.js';
export { USUAL_WAIT_MS } from './domain/usual-wait.js';
export { Presence } from './presence.js';
