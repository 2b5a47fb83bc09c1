import type { InboundMail, ReadMail } from '../../../channels/index.js';
import type { StoredMail } from './stored-mail.js';

/** One of our sends that a mail is about, and where it went. */
export interface NamedAttempt {
  id: string;
  address: string;
}

const MOST_FILES = 200;

/** What was read of a mail, and what its marks name, for the channel to judge. Nothing is judged here. */
export const toInboundMail = (
  stored: StoredMail,
  read: ReadMail,
  marks: { attempt: NamedAttempt | null; badToken: boolean },
): InboundMail => {
  const { text, confidence, inline } = read.reply;
  return {
    ...{ mailbox: stored.mailbox, mailId: stored.id, gmailId: stored.gmailId, threadId: stored.threadId },
    labelIds: stored.labelIds,
    writtenAt: stored.internalDate.toISOString(),
    date: momentOf(read.date),
    from: read.from?.address ? cut(read.from.address.toLowerCase(), 320) : null,
    messageId: read.messageId && cut(read.messageId, 1_000),
    class: read.classification.kind,
    classReason: cut(read.classification.reason, 1_000),
    verdict: read.verdict,
    ...marks,
    reply: { text, confidence, inline },
    subject: cut(read.subject, 2_000),
    attachments: read.attachments.slice(0, MOST_FILES).map(({ filename, mimeType, size }) => ({
      filename: filename && cut(filename, 1_000),
      mimeType: cut(mimeType, 300),
      size,
    })),
    bounce: bounceOf(read),
  };
};

/** A mail of which nothing is known but where it went: nothing in it counts, and whose question it is hears of it. */
export const unreadableMail = (stored: StoredMail, unreadable: string, attempt: NamedAttempt): InboundMail => ({
  ...{ mailbox: stored.mailbox, mailId: stored.id, gmailId: stored.gmailId, threadId: stored.threadId },
  ...{
    labelIds: stored.labelIds,
    writtenAt: stored.internalDate.toISOString(),
    date: null,
    from: null,
    messageId: null,
  },
  ...{ class: 'reply', classReason: 'it went to the address of a question', verdict: 'none', attempt, badToken: false },
  ...{ reply: { text: '', confidence: 'low', inline: false }, subject: '', attachments: [], bounce: null },
  unreadable: cut(unreadable, 1_000),
});

const bounceOf = ({ classification: { bounce, reason } }: ReadMail): InboundMail['bounce'] => {
  if (!bounce) return null;
  const { hard, final, recipient, diagnostic } = bounce;
  return { recipient: recipient && cut(recipient, 320), hard, final, reason: cut(diagnostic ?? reason, 1_000) };
};

const momentOf = (date: string | null): string | null => {
  const moment = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
};

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();
