import MailComposer from 'nodemailer/lib/mail-composer';
import { messageIdOf, withToken } from './domain/email-address.js';
import { PATCH_NAME, type RenderedMail } from './domain/mail/block.js';
import { MARKER_NAME } from './domain/marks.js';
import type { ThreadHeaders } from './domain/thread-headers.js';

export interface Letter {
  /** Whose voice it is, beside our address. */
  from: { name: string; mailbox: string };
  /** One plain address, checked. */
  to: string;
  /** The key of the send. */
  key: string;
  /** Where a reply goes; null: to the mailbox itself. */
  replyToken: string | null;
  mail: RenderedMail;
  /** The thread it goes on in; null: it begins one. */
  thread: ThreadHeaders | null;
}

/**
 * The mail byte by byte. A library writes it, and nothing is put into a header by hand (T10). It says of itself that a program
 * wrote it, so that no other program answers (T11, RFC 3834).
 * @throws when the key is none
 */
export const mimeOf = ({ from, to, key, replyToken, mail, thread }: Letter): Promise<Buffer> => {
  const node = new MailComposer({
    from: { name: from.name, address: from.mailbox },
    to: { name: '', address: to },
    ...(replyToken !== null && { replyTo: { name: from.name, address: withToken(from.mailbox, replyToken) } }),
    subject: thread?.subject ?? mail.subject,
    messageId: messageIdOf(key, from.mailbox),
    ...(thread?.inReplyTo && { inReplyTo: thread.inReplyTo, references: [...thread.references] }),
    headers: {
      [MARKER_NAME]: key,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    text: mail.text,
    html: mail.html,
    ...(mail.patch !== undefined && { attachments: [patchOf(mail.patch)] }),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return node.build();
};

/** In base64, so that no line end of it changes on the way. */
const patchOf = (content: string) => ({
  filename: PATCH_NAME,
  content: Buffer.from(content, 'utf8'),
  contentType: 'text/x-diff; charset=utf-8',
  contentTransferEncoding: 'base64' as const,
});
