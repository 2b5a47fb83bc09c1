export type { InboundMail } from './domain/inbound-mail.js';
export { linesOf, MARKER_HEADER, SENTINEL } from './domain/index.js';
export { EmailChannelAdapter } from './email-channel.adapter.js';
