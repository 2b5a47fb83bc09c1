import { isOwnAddress, replyTokenOf } from '../own-address.js';
import { headerOf, type MailReport, type ParsedMail, threadOf } from '../parsed-mail.js';
import { automaticBecause, challengeBecause, listBecause } from './automatic.js';
import { type Bounce, readDeliveryReport } from './bounce.js';

/** Only `reply` and `new` come from a person; nothing else is ever an answer or answered (EML-4). */
export type MailClass =
  | 'reply'
  | 'new'
  | 'auto_reply'
  | 'bounce_hard'
  | 'bounce_soft'
  | 'list'
  | 'receipt'
  | 'calendar'
  | 'own'
  | 'challenge';

export interface Classification {
  kind: MailClass;
  /** In words, for the operator. */
  reason: string;
  bounce?: Bounce;
}

export interface OwnMail {
  address: string;
  /** The header, in lower case, that is on everything we send. */
  markerHeader: string;
}

const is = (kind: MailClass, reason: string | null): Classification | null =>
  reason === null ? null : { kind, reason };

/** What this mail is. The order matters: a bounce is automatic too, and an automatic mail can carry a thread. */
export const classify = (mail: ParsedMail, own: OwnMail): Classification =>
  is('own', ownBecause(mail, own)) ??
  delivery(mail, own) ??
  is('receipt', receiptBecause(mail)) ??
  is('calendar', calendarBecause(mail)) ??
  is('challenge', challengeBecause(mail, own.address)) ??
  is('list', listBecause(mail)) ??
  is('auto_reply', automaticBecause(mail, own.address)) ??
  person(mail, own);

const ownBecause = (mail: ParsedMail, own: OwnMail): string | null => {
  if (headerOf(mail, own.markerHeader) !== null) return 'it carries our own mark';
  return mail.from.some(({ address }) => isOwnAddress(address, own.address)) ? 'it comes from our own address' : null;
};

const delivery = (mail: ParsedMail, { markerHeader }: OwnMail): Classification | null => {
  const report = readDeliveryReport(mail, markerHeader);
  if (report === null) return null;
  if (report.kind === 'delivered') return is('receipt', 'a delivery report says that all went well (RFC 3464)');
  const { bounce } = report;
  const reason = `${bounce.recipient ?? 'the address'} ${bounce.hard ? 'cannot be reached' : 'could not be reached for now'}`;
  return { kind: bounce.hard ? 'bounce_hard' : 'bounce_soft', reason, bounce };
};

const receiptBecause = ({ reports }: ParsedMail): string | null =>
  reports.some(({ mimeType }) => /^message\/(?:global-)?disposition-notification/.test(mimeType))
    ? 'a receipt (RFC 8098)'
    : null;

/** Programs answer with the first; the second, a person can attach to words of their own. */
const ANSWERING = /^METHOD:(?:REPLY|COUNTER|DECLINECOUNTER|REFRESH)\s*$/im;
const INVITING = /^METHOD:(?:REQUEST|CANCEL|ADD)\s*$/im;
const schedules = ({ mimeType, attached, text }: MailReport): boolean =>
  mimeType.startsWith('text/calendar') && (ANSWERING.test(text) || (!attached && INVITING.test(text)));

const calendarBecause = ({ reports }: ParsedMail): string | null =>
  reports.some(schedules) ? 'a calendar speaks to a calendar (RFC 6047)' : null;

const person = (mail: ParsedMail, own: OwnMail): Classification => {
  if (replyTokenOf(mail, own.address) !== null)
    return { kind: 'reply', reason: 'it went to the address of a question' };
  return threadOf(mail).length > 0
    ? { kind: 'reply', reason: 'it answers a mail' }
    : { kind: 'new', reason: 'it begins a thread of its own' };
};
