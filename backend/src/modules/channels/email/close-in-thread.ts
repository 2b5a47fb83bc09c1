import type { MailReceipt } from './domain/email-address.js';
import { receiptSchema } from './domain/email-address.js';
import type { EmailLine } from './email-line.js';
import type { Called } from './gmail/gmail-call.js';
import { lookUpMail, receiptOf, type Sending, sendAfter, threadMails } from './send-mail.js';

/** Says in the thread what became of a question, unless it stands there already. */
export const closeInThread = async (line: EmailLine, sending: Sending): Promise<Called<MailReceipt>> => {
  const mails = await threadMails(line);
  if (!mails.ok) return mails;
  const told = mails.value.find(({ key }) => key === sending.key);
  if (told) return { ok: true, value: receiptOf(line, sending.key, told) };
  if (mails.value.length > 0) return sendAfter(line, mails.value, sending);
  // Its thread is gone, so it may have been said outside of it.
  const outside = await lookUpMail(line, sending);
  if (outside.kind === 'unsure') return { ok: false, kind: 'transient', message: outside.message };
  if (outside.kind === 'found') return { ok: true, value: receiptSchema.parse(outside.receipt) };
  return sendAfter(line, [], sending);
};
