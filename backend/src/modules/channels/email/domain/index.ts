export type { Bounce } from './classify/bounce.js';
export { type Classification, classify, type MailClass, type OwnMail } from './classify/classify.js';
export { replyTokenOf } from './own-address.js';
export type { MailAddress, MailAttachment, MailHeader, MailReport, ParsedMail } from './parsed-mail.js';
export { threadOf } from './parsed-mail.js';
export { type ExtractedReply, extractReply } from './reply/extract-reply.js';
export type { Asked } from './reply/own-lines.js';
export { type SenderVerdict, senderVerdict, type Trust } from './sender/sender-verdict.js';
