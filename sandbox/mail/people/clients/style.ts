import type { MailAddress } from '../../mime/addresses.js';
import type { Language } from '../../model.js';

/** The mail that is answered. */
export interface Original {
  from: MailAddress;
  to: string;
  cc: string;
  subject: string;
  /** Milliseconds. */
  date: number;
  messageId: string;
  text: string;
  html: string;
}

export interface Setting {
  language: Language;
  timeZone: string;
}

/** How one mail program writes. */
export interface ClientStyle {
  /** What stands above the quote, line by line. */
  head(original: Original, setting: Setting): string[];
  /** What stands above a forwarded mail. */
  forwardHead(original: Original, setting: Setting): string[];
  /** '> ' before each quoted line, or nothing (Outlook). */
  readonly prefix: string;
  /** The line above the quote is quoted too, as on an iPhone. */
  readonly quotesHead?: boolean;
  /** The same in a mail that is passed on; Apple sets what stands above it in it too. */
  readonly forwardPrefix: string;
  /** What it writes by itself below what one wrote. */
  usualSignature(setting: Setting): string;
  /** One's own signature below '-- '. */
  readonly dashes: boolean;
  readonly html: {
    own(text: string): string;
    signature(text: string): string;
    /** `head` is the lines of above, `original` the quoted HTML. */
    quote(head: readonly string[], original: string): string;
    /** A mail that is passed on, where it differs from a quote. */
    forward?(head: readonly string[], original: string): string;
    /** A piece of the quote, answered inline. */
    piece(original: string): string;
    page(body: string): string;
  };
  /** Headers that tell the program. */
  readonly headers: Readonly<Record<string, string>>;
  readonly idDomain: string;
  replySubject(subject: string, setting: Setting): string;
  forwardSubject(subject: string, setting: Setting): string;
}

const bare = (subject: string): string =>
  subject.replace(/^(?:(?:re|fwd?|aw|wg|r|i|tr|rv|odp|pd|res|enc|答复|转发)\s*[:：]\s*)+/i, '');
export const prefixed = (prefix: string) => (subject: string) => `${prefix}: ${bare(subject)}`;
