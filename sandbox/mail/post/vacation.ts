import { randomUUID } from 'node:crypto';
import { parseAddresses } from '../mime/addresses.js';
import { encodeWords, type Header, headerOf, headersOf } from '../mime/headers.js';
import type { Mailbox } from '../model.js';
import { withoutPlus } from '../store/store.js';
import type { Envelope } from './envelope.js';
import { rfcDate } from './stamp.js';

/** Gmail writes to the same person once in four days. */
const PAUSE_MS = 4 * 86_400_000;
/** Two careless ones would never come to an end. */
const MOST_CARELESS = 100;
const NOBODY = /^(?:mailer-daemon|postmaster|no-?reply|owner-.*|.*-(?:request|owner|bounces))@/i;

/** https://www.rfc-editor.org/rfc/rfc3834#section-2 */
const isFromMachine = (headers: readonly Header[]): boolean => {
  const value = (name: string) => (headerOf(headers, name) ?? '').toLowerCase();
  const submitted = value('Auto-Submitted');
  if (submitted !== '' && submitted !== 'no') return true;
  if (/\b(?:bulk|list|junk|auto_reply)\b/.test(value('Precedence'))) return true;
  return ['List-Id', 'List-Unsubscribe', 'X-Autoreply', 'X-Auto-Response-Suppress'].some((name) => value(name) !== '');
};

const isAddressed = (headers: readonly Header[], email: string): boolean =>
  ['To', 'Cc'].some((name) =>
    parseAddresses(headerOf(headers, name)).some(({ address }) => withoutPlus(address) === email),
  );

const isDue = ({ vacation, vacationSent, email }: Mailbox, { from, raw }: Envelope, now: number): boolean => {
  if (!vacation.enableAutoReply || from === '' || withoutPlus(from) === email) return false;
  if (vacation.careless) return (vacation.answered ?? 0) < MOST_CARELESS;
  const headers = headersOf(raw);
  const isRecent = (vacationSent[from] ?? 0) > now - PAUSE_MS;
  return !isRecent && !NOBODY.test(from) && !isFromMachine(headers) && isAddressed(headers, email);
};

const subjectOf = ({ server, vacation }: Mailbox, subject: string): string => {
  if (server === 'outlook') return `Automatic reply: ${subject}`;
  return `${vacation.responseSubject === '' ? 'Out of office' : vacation.responseSubject} Re: ${subject}`;
};

/** How each of them says that it is a machine. */
const marksOf = ({ server, vacation }: Mailbox): string[] => {
  if (vacation.careless) return [];
  if (server === 'outlook') return ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'];
  return ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'X-Autoreply: yes'];
};

/** Outlook's come from nobody (MAIL FROM:<>), so that nothing comes back. */
export const vacationSender = ({ server, email, vacation }: Mailbox): string =>
  server === 'outlook' && !vacation.careless ? '' : email;

/** What the responder writes, one character per byte; undefined: nothing. Remembers whom it wrote to. */
export const vacationReply = (box: Mailbox, envelope: Envelope, now = Date.now()): string | undefined => {
  if (!isDue(box, envelope, now)) return undefined;
  box.vacationSent[envelope.from] = now;
  box.vacation.answered = (box.vacation.answered ?? 0) + 1;
  const headers = headersOf(envelope.raw);
  const { responseBodyPlainText } = box.vacation;
  const messageId = headerOf(headers, 'Message-ID') ?? '';
  const lines = [
    `From: ${encodeWords(box.name)} <${box.email}>`,
    `To: ${envelope.from}`,
    `Subject: ${encodeWords(subjectOf(box, headerOf(headers, 'Subject') ?? ''))}`,
    ...[`Message-ID: <${randomUUID()}@mail.gmail.com>`, `Date: ${rfcDate(now)}`],
    ...[`In-Reply-To: ${messageId}`, `References: ${messageId}`, ...marksOf(box)],
    ...['MIME-Version: 1.0', 'Content-Type: text/plain; charset="UTF-8"', 'Content-Transfer-Encoding: base64', ''],
    Buffer.from(responseBodyPlainText, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n'),
  ];
  return `${lines.join('\r\n')}\r\n`;
};
