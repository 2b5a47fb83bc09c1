import { z } from 'zod';

/** Where a mail stands. What arrives names only the first two, so that it finds its receipts by containment. */
export const threadSchema = z.object({ mailbox: z.string().min(1), threadId: z.string().min(1) });
export type MailThread = z.infer<typeof threadSchema>;

export const receiptSchema = threadSchema.extend({ gmailId: z.string().min(1), messageId: z.string().min(1) });
export type MailReceipt = z.infer<typeof receiptSchema>;

/** With a token that brings the answer back to what it answers (EML-1). */
export const withToken = (mailbox: string, token: string): string => {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${token}${mailbox.slice(at)}`;
};

/** What a Message-ID may hold besides letters would have to be quoted (RFC 5322 §3.6.4). */
const KEY = /^[A-Za-z0-9._-]{1,200}$/;

/** The Message-ID of what is sent under a key. @throws when the key is none */
export const messageIdOf = (key: string, mailbox: string): string => {
  if (!KEY.test(key)) throw new Error('A key of a mail is made of letters, digits, dots, dashes and low lines.');
  return `<${key}@${mailbox.slice(mailbox.lastIndexOf('@') + 1)}>`;
};
