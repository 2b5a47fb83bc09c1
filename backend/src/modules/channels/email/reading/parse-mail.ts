import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime';
import type { MailAddress, MailAttachment, MailReport, ParsedMail } from '../domain/index.js';
import { MAX_DEPTH, MAX_HEADER_BYTES, MAX_PARTS, MAX_RAW_BYTES } from './limits.js';
import { countParts } from './part-count.js';

/** Bytes → mail. Throws when it is too large or no mail at all. */
export const parseMail = async (raw: Buffer): Promise<ParsedMail> => {
  if (raw.length > MAX_RAW_BYTES) throw new Error(`the mail has more than ${MAX_RAW_BYTES} bytes`);
  if (countParts(raw, MAX_PARTS) > MAX_PARTS) throw new Error(`the mail has more than ${MAX_PARTS} parts`);
  const email = await parse(raw);
  return toMail(isGarbled(email) ? mend(email, await parse(relabelled(raw))) : email);
};

const parse = (raw: Buffer): Promise<Email> =>
  PostalMime.parse(raw, {
    maxNestingDepth: MAX_DEPTH,
    maxHeadersSize: MAX_HEADER_BYTES,
    // A returned or forwarded mail is a report or an attachment, never words of this one.
    forceRfc822Attachments: true,
  });

const GARBLED = '\ufffd';
const isGarbled = ({ text, html }: Email): boolean => (text?.includes(GARBLED) || html?.includes(GARBLED)) ?? false;

/** Old programs send windows-1252 and call it utf-8. Read as what it is, it has no broken letters. */
const relabelled = (raw: Buffer): Buffer =>
  Buffer.from(
    raw.toString('latin1').replace(/charset\s*=\s*"?(?:utf-?8|us-ascii)"?/gi, 'charset=windows-1252'),
    'latin1',
  );
const mend = (email: Email, other: Email): Email => ({
  ...email,
  ...(email.text?.includes(GARBLED) && { text: other.text }),
  ...(email.html?.includes(GARBLED) && { html: other.html }),
});

const toMail = (email: Email): ParsedMail => ({
  headers: email.headers.map(({ key, value }) => ({ name: key.toLowerCase(), value: safe(value) })),
  from: email.headers.filter(({ key }) => key === 'from').flatMap(({ value }) => addresses(addressParser(value))),
  to: addresses(email.to ?? []),
  cc: addresses(email.cc ?? []),
  subject: safe(email.subject ?? ''),
  date: email.date === undefined ? null : safe(email.date),
  messageId: email.messageId === undefined ? null : safe(email.messageId),
  text: email.text === undefined ? null : safe(email.text),
  html: email.html === undefined ? null : safe(email.html),
  attachments: email.attachments.filter(isFile).map(toAttachment),
  reports: email.attachments.filter(isReport).map(toReport),
});

/** PostgreSQL takes no NUL, and half a character is no text. */
const safe = (text: string): string => text.toWellFormed().replaceAll('\0', '');

const addresses = (list: readonly Address[]): MailAddress[] =>
  list.flatMap((one) =>
    one.group ? addresses(one.group) : [{ name: safe(one.name), address: safe(one.address ?? '') }],
  );

const REPORT = /^(?:message\/|text\/rfc822-headers|text\/calendar)/;
const isReport = ({ mimeType }: Attachment): boolean => REPORT.test(mimeType);
/** Pictures inside of the HTML are no attachments for anybody. */
const isFile = (part: Attachment): boolean =>
  !part.related && (!isReport(part) || part.disposition === 'attachment' || part.filename !== null);

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string'
    ? Buffer.from(content)
    : new Uint8Array(content instanceof ArrayBuffer ? content : content.slice());

const toAttachment = (part: Attachment): MailAttachment => ({
  filename: part.filename === null ? null : safe(part.filename),
  mimeType: safe(part.mimeType),
  size: bytesOf(part).length,
});

const MAX_REPORT = 64 * 1024;
const toReport = (part: Attachment): MailReport => ({
  mimeType: safe(part.mimeType),
  attached: part.disposition === 'attachment',
  text: safe(Buffer.from(bytesOf(part).subarray(0, MAX_REPORT)).toString()),
});
