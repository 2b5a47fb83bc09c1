import { randomUUID } from 'node:crypto';
import { encodeWords, headerOf } from '../mime/headers.js';
import type { AutomaticKind, Mailbox } from '../model.js';
import { rfcDate } from '../post/stamp.js';
import type { ReadMail } from '../types.js';

interface Content {
  subject: string;
  type: string;
  /** Headers that tell what it is. */
  marks: string[];
  body: string;
}

const part = (boundary: string, type: string, content: string): string =>
  `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;

/** A message disposition notification: https://www.rfc-editor.org/rfc/rfc8098 */
const readReceipt = ({ email }: Mailbox, mail: ReadMail, boundary: string): Content => ({
  subject: `Read: ${mail.subject}`,
  type: `multipart/report; report-type=disposition-notification; boundary="${boundary}"`,
  marks: ['Auto-Submitted: auto-replied'],
  body: `${part(boundary, 'text/plain; charset=us-ascii', `Your message to ${email} was read.`)}${part(
    boundary,
    'message/disposition-notification',
    `Final-Recipient: rfc822;${email}\r\nOriginal-Message-ID: ${mail.messageId}\r\nDisposition: manual-action/MDN-sent-automatically; displayed`,
  )}--${boundary}--`,
});

/** What a calendar sends by itself when somebody accepts: https://www.rfc-editor.org/rfc/rfc6047 */
const calendarReply = ({ email, name }: Mailbox, { subject }: ReadMail, boundary: string): Content => ({
  subject: `Accepted: ${subject}`,
  type: `multipart/alternative; boundary="${boundary}"`,
  marks: [],
  body: `${part(boundary, 'text/plain; charset=us-ascii', `${name} has accepted this invitation.`)}${part(
    boundary,
    'text/calendar; charset=utf-8; method=REPLY',
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:${boundary}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:${email}\r\nEND:VEVENT\r\nEND:VCALENDAR`,
  )}--${boundary}--`,
});

/** A filter that wants to know first whether somebody is there. */
const challenge = (_: Mailbox, { subject }: ReadMail): Content => ({
  subject: `Please confirm your message: ${subject}`,
  type: 'text/plain; charset=us-ascii',
  marks: ['Auto-Submitted: auto-replied', 'Precedence: bulk'],
  body: 'Your message is held. Answer to this mail to have it delivered.',
});

const CONTENTS: Readonly<Record<AutomaticKind, (box: Mailbox, mail: ReadMail, boundary: string) => Content>> = {
  'read-receipt': readReceipt,
  'calendar-reply': calendarReply,
  challenge,
};

/** A mail that somebody's programs write by themselves, one character per byte. */
export const automaticMail = (box: Mailbox, mail: ReadMail, kind: AutomaticKind): string => {
  const boundary = randomUUID().replaceAll('-', '');
  const { subject, type, marks, body } = CONTENTS[kind](box, mail, boundary);
  const lines = [
    ...[`From: ${encodeWords(box.name)} <${box.email}>`, `Subject: ${encodeWords(subject)}`],
    `To: ${headerOf(mail.headers, 'Reply-To') ?? headerOf(mail.headers, 'From') ?? ''}`,
    ...[`Message-ID: <${randomUUID()}@${box.email.split('@')[1]}>`, `Date: ${rfcDate(Date.now())}`],
    ...[`In-Reply-To: ${mail.messageId}`, `References: ${mail.messageId}`, ...marks],
    ...['MIME-Version: 1.0', `Content-Type: ${type}`, '', body, ''],
  ];
  return Buffer.from(lines.join('\r\n'), 'utf8').toString('latin1');
};
