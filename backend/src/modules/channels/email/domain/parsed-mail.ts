/** A mail as the domain reads it: decoded, but not yet understood. */
export interface ParsedMail {
  /** In the order of the mail, top first: what a server put above was added later. */
  headers: readonly MailHeader[];
  /** All addresses of all `From` headers. An honest mail has exactly one. */
  from: readonly MailAddress[];
  to: readonly MailAddress[];
  cc: readonly MailAddress[];
  subject: string;
  /** ISO 8601, or what stood there. */
  date: string | null;
  messageId: string | null;
  text: string | null;
  html: string | null;
  attachments: readonly MailAttachment[];
  /** Parts that are written for machines: delivery reports, receipts, returned headers, calendars. */
  reports: readonly MailReport[];
}

export interface MailHeader {
  /** Lower case. */
  name: string;
  /** Unfolded. */
  value: string;
}

export interface MailAddress {
  name: string;
  address: string;
}

export interface MailAttachment {
  filename: string | null;
  mimeType: string;
  /** Bytes, decoded. */
  size: number;
}

export interface MailReport {
  mimeType: string;
  /** Attached as a file, not as what the mail is. */
  attached: boolean;
  text: string;
}

type Headed = Pick<ParsedMail, 'headers'>;

export const headersOf = (mail: Headed, name: string): string[] =>
  mail.headers.filter((header) => header.name === name).map(({ value }) => value.trim());

export const headerOf = (mail: Headed, name: string): string | null => headersOf(mail, name)[0] ?? null;

const MESSAGE_ID = /<[^<>\s]{3,500}>/g;

/** What a mail answers, oldest first. */
export const threadOf = (mail: Headed): string[] => [
  ...new Set(
    [...headersOf(mail, 'references'), ...headersOf(mail, 'in-reply-to')].flatMap((ids) => ids.match(MESSAGE_ID) ?? []),
  ),
];
