import type { Lookup } from '../domain/channel-adapter.js';
import { type MailReceipt, messageIdOf } from './domain/email-address.js';
import type { RenderedMail } from './domain/mail/block.js';
import { type ThreadMail, threadHeaders } from './domain/thread-headers.js';
import type { EmailLine } from './email-line.js';
import { findSent } from './gmail/find-mail.js';
import { type Called, call } from './gmail/gmail-call.js';
import { readThread, type ShownMail } from './gmail/read-mails.js';
import { mimeOf } from './mail-mime.js';

export interface Sending {
  /** In lower case, and a plain address. */
  to: string;
  key: string;
  replyToken: string | null;
  /** Whose voice it is. */
  voice: string;
  mail: RenderedMail;
}

/** The mails of the thread that the line goes on in; none: it begins one, because there is none or none any more. */
export const threadMails = async ({ client, thread }: EmailLine): Promise<Called<ShownMail[]>> => {
  if (!thread) return { ok: true, value: [] };
  const read = await readThread(client, thread.threadId);
  return !read.ok && read.gone ? { ok: true, value: [] } : read;
};

/** In the thread of the line, or as the beginning of one. Sent at most once. */
export const sendMail = async (line: EmailLine, sending: Sending): Promise<Called<MailReceipt>> => {
  const mails = await threadMails(line);
  return mails.ok ? sendAfter(line, mails.value, sending) : mails;
};

/** @param mails of the thread that it goes on in, oldest first; none: it begins one */
export const sendAfter = async (
  { client, mailbox, thread }: EmailLine,
  mails: readonly ThreadMail[],
  { to, key, replyToken, voice, mail }: Sending,
): Promise<Called<MailReceipt>> => {
  const from = { name: voice, mailbox: mailbox.address };
  const headers = mails.length > 0 ? threadHeaders(mails) : null;
  const raw = (await mimeOf({ from, to, key, replyToken, mail, thread: headers })).toString('base64url');
  const requestBody = { raw, ...(headers && thread && { threadId: thread.threadId }) };
  const sent = await call('writes', () => client.users.messages.send({ userId: 'me', requestBody }));
  if (!sent.ok) return sent;
  const { id, threadId } = sent.value ?? {};
  // The page of a proxy, for one.
  if (!id || !threadId) return { ok: false, kind: 'unknown_outcome', message: 'Gmail does not say where the mail is.' };
  const messageId = messageIdOf(key, mailbox.address);
  return { ok: true, value: { mailbox: mailbox.address, threadId, gmailId: id, messageId } };
};

export const receiptOf = ({ mailbox }: EmailLine, key: string, mail: ShownMail): MailReceipt => ({
  mailbox: mailbox.address,
  threadId: mail.threadId,
  gmailId: mail.gmailId,
  messageId: mail.messageId ?? messageIdOf(key, mailbox.address),
});

/** Is what was sent under this key there? */
export const lookUpMail = async (line: EmailLine, { key, to }: Pick<Sending, 'key' | 'to'>): Promise<Lookup> => {
  const { client, mailbox, thread } = line;
  const sought = { key, to, messageId: messageIdOf(key, mailbox.address), threadId: thread?.threadId ?? null };
  const found = await findSent(client, sought);
  if (!found.ok) return { kind: 'unsure', message: found.message };
  return found.value ? { kind: 'found', receipt: { ...receiptOf(line, key, found.value) } } : { kind: 'absent' };
};
