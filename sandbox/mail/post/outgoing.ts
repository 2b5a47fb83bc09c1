import { randomUUID } from 'node:crypto';
import { GoogleError, invalid } from '../gmail/errors.js';
import { parseAddresses } from '../mime/addresses.js';
import { encodeWords, headerOf, headersOf, withHeaders, withoutHeaders } from '../mime/headers.js';
import type { Mailbox } from '../model.js';
import { withoutPlus } from '../store/store.js';
import { rfcDate } from './stamp.js';

export interface Outgoing {
  /** What lies in Sent, Bcc and all. */
  readonly kept: string;
  /** What goes out. */
  readonly sent: string;
  readonly recipients: readonly string[];
}

const RECEIVED = 'from 100000000000 named unknown by gmailapi.google.com with HTTPREST';

const newMessageId = (): string => `<CA${randomUUID().replaceAll('-', '')}@mail.gmail.com>`;

/** The account's own address, whatever the app wrote; a plus part and the name stay. */
const fromLine = (box: Mailbox, given: string | undefined): string => {
  const [author] = parseAddresses(given);
  const isOwn = author !== undefined && withoutPlus(author.address) === box.email;
  return `${encodeWords(author?.name || box.name)} <${isOwn ? author.address : box.email}>`;
};

const recipientsOf = (raw: string): string[] => {
  const headers = headersOf(raw);
  const all = ['To', 'Cc', 'Bcc'].flatMap((name) => parseAddresses(headerOf(headers, name)));
  return [...new Set(all.map(({ address }) => address))];
};

/**
 * Completes a mail as Gmail does before it goes out: the sender's own address, a date, a Message-ID (kept when there is
 * one, unless `rewritten`).
 *
 * @throws GoogleError without a recipient, or when it is too large
 */
export const prepared = (box: Mailbox, given: string, limit: number, rewritten: boolean): Outgoing => {
  if (given.length > limit)
    throw new GoogleError(413, 'INVALID_ARGUMENT', 'uploadTooLarge', 'Message exceeds the size limit.');
  const recipients = recipientsOf(given);
  if (recipients.length === 0) throw invalid('Recipient address required');
  const headers = headersOf(given);
  const from = headerOf(headers, 'From');
  const old = headerOf(headers, 'Message-ID');
  const isKept = old !== undefined && /^<[^<>\s]+@[^<>\s]+>$/.test(old) && !rewritten;
  const fresh = [
    ...(headerOf(headers, 'MIME-Version') === undefined ? [{ name: 'MIME-Version', value: '1.0' }] : []),
    ...(headerOf(headers, 'Date') === undefined ? [{ name: 'Date', value: rfcDate(Date.now()) }] : []),
    ...(isKept ? [] : [{ name: 'Message-ID', value: newMessageId() }]),
    ...(isKept || old === undefined ? [] : [{ name: 'X-Google-Original-Message-ID', value: old }]),
  ];
  const replaced = isKept ? given : withoutHeaders(given, 'Message-ID');
  const own = parseAddresses(from).some(({ address }) => withoutPlus(address) === box.email);
  const signed = own
    ? replaced
    : withHeaders(withoutHeaders(replaced, 'From'), [{ name: 'From', value: fromLine(box, from) }]);
  const trace = { name: 'Received', value: `${RECEIVED}; ${rfcDate(Date.now())}` };
  const kept = withHeaders(signed, [...(box.server === 'gmail' ? [trace] : []), ...fresh]);
  return { kept, sent: withoutHeaders(kept, 'Bcc'), recipients };
};
