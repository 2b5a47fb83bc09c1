export { MARKER_HEADER, SENTINEL } from './domain/index.js';
export { type InboundMail, inboundMailSchema } from './domain/inbound-mail.js';
