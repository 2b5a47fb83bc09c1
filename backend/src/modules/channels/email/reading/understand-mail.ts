import {
  type Asked,
  type Classification,
  classify,
  type ExtractedReply,
  extractReply,
  type MailAddress,
  type MailAttachment,
  type OwnMail,
  type ParsedMail,
  replyTokenOf,
  type SenderVerdict,
  senderVerdict,
  type Trust,
  threadOf,
} from '../domain/index.js';
import { parseMail } from './parse-mail.js';

/** What the reader has to know about ourselves. Plain data: it crosses a thread. */
export interface MailContext {
  own: OwnMail;
  trust: Trust;
  sentinel: string;
  /** The lines that we sent, if known already; reading the mail once more with them is cheap. */
  ownLines: readonly string[];
}

export interface ReadMail {
  from: MailAddress | null;
  to: readonly MailAddress[];
  cc: readonly MailAddress[];
  subject: string;
  date: string | null;
  messageId: string | null;
  /** Message-IDs that the mail answers, oldest first. They narrow, they never authorise. */
  thread: readonly string[];
  /** Right in form only. */
  token: string | null;
  attachments: readonly MailAttachment[];
  classification: Classification;
  verdict: SenderVerdict;
  reply: ExtractedReply;
}

const asked = ({ own, sentinel, ownLines }: MailContext): Asked => ({ sentinel, ownAddress: own.address, ownLines });

const summary = (mail: ParsedMail) => ({
  from: mail.from[0] ?? null,
  to: mail.to,
  cc: mail.cc,
  subject: mail.subject,
  date: mail.date,
  messageId: mail.messageId,
  thread: threadOf(mail),
  attachments: mail.attachments,
});

/** Everything there is to know from the mail alone. May throw, and may take long: `MailReader` bounds both. */
export const understandMail = async (raw: Buffer, context: MailContext): Promise<ReadMail> => {
  const mail = await parseMail(raw);
  return {
    ...summary(mail),
    token: replyTokenOf(mail, context.own.address),
    classification: classify(mail, context.own),
    verdict: senderVerdict(mail, context.trust),
    reply: extractReply(mail, asked(context)),
  };
};
