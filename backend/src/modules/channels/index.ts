export { ChannelRegistry } from './channel-registry.js';
export { ChannelsModule } from './channels.module.js';
export type { ChannelAddress, DeliveryResult } from './domain/channel-adapter.js';
export { buildFeedbackCard, type FeedbackCard } from './domain/feedback-card.js';
