import { headerOf, type MailReport, type ParsedMail } from '../parsed-mail.js';

export interface Bounce {
  /** The address will not do later either. */
  hard: boolean;
  /** This mail will not arrive any more: nobody tries it again. */
  final: boolean;
  /** Why, in the words of the server that refused it. */
  diagnostic: string | null;
  /** Who could not be reached, when the report says so. */
  recipient: string | null;
  /** Our mail, by its Message-ID. */
  messageId: string | null;
  /** Our mail, by the mark that is on everything we send: it stays when a Message-ID is rewritten (F41). */
  mark: string | null;
}

/** `delivered`: a report that everything went well (RFC 3464 §2.3.3). */
export type DeliveryReport = { kind: 'bounce'; bounce: Bounce } | { kind: 'delivered' } | null;

const field = (text: string, name: string): string | null =>
  new RegExp(`^${name}:[ \\t]*([^\\r\\n]{1,500})`, 'im').exec(text)?.[1]?.trim() ?? null;

const FULL = '5.2.2';
/** 4.x.x passes, and so may a full mailbox; all other failures stay. */
const isHard = (action: string, status: string): boolean =>
  action === 'failed' && !status.startsWith('4') && !status.startsWith(FULL);

const addressIn = (text: string | null): string | null =>
  /[^\s<>;,:"()]{1,100}@[a-z0-9.-]{1,200}[a-z0-9]/i.exec(text ?? '')?.[0]?.toLowerCase() ?? null;

const returned = (reports: readonly MailReport[], header: string): string | null => {
  for (const { mimeType, text } of reports) {
    const value = /^(?:message\/rfc822|text\/rfc822-headers|message\/global)/.test(mimeType)
      ? field(text, header)
      : null;
    if (value) return value;
  }
  return null;
};

/** RFC 3464: what machines tell machines. */
const fromReport = ({ reports }: ParsedMail, markerHeader: string): DeliveryReport => {
  const report = reports.find(({ mimeType }) => /^message\/(?:global-)?delivery-status/.test(mimeType));
  if (!report) return null;
  const action = (field(report.text, 'Action') ?? '').toLowerCase();
  if (/^(?:delivered|relayed|expanded)/.test(action)) return { kind: 'delivered' };
  const recipient = addressIn(field(report.text, 'Final-Recipient') ?? field(report.text, 'Original-Recipient'));
  const hard = isHard(action, field(report.text, 'Status') ?? '');
  const bounce = {
    ...{ hard, final: action === 'failed', recipient },
    ...{ messageId: returned(reports, 'Message-ID'), mark: returned(reports, markerHeader) },
    diagnostic: field(report.text, 'Diagnostic-Code')?.replace(/^smtp;\s*/i, '') ?? null,
  };
  return { kind: 'bounce', bounce };
};

const DAEMON = /^(?:mailer-daemon|postmaster|mail-daemon)@/i;
const FAILURE =
  /undeliver|delivery (?:status|fail|has failed)|failure notice|returned (?:mail|to sender)|could not be delivered|unzustellbar|non remis|no entregado|non recapitabile/i;
/** It is still being tried. */
const TRYING = /will (?:be )?retr|will try again|still (?:being )?tr|delayed/i;
const TEMPORARY = /\b4\d\d[ -]|\b4\.\d\.\d|will (?:be )?retr|temporar|delayed|mailbox (?:is )?full|over quota/i;

/** Servers that send words only. */
const fromWords = (mail: ParsedMail, markerHeader: string): DeliveryReport => {
  const failed = headerOf(mail, 'x-failed-recipients');
  const daemon = mail.from.some(({ address }) => DAEMON.test(address)) || headerOf(mail, 'return-path') === '<>';
  if (failed === null && !(daemon && FAILURE.test(mail.subject))) return null;
  const words = (mail.text ?? '').slice(0, 20_000);
  const hard = failed !== null || !TEMPORARY.test(words);
  const final = failed !== null || !TRYING.test(words);
  const recipient = addressIn(failed ?? words);
  const named = { messageId: field(words, 'Message-ID'), mark: field(words, markerHeader) };
  const bounce = { hard, final, recipient, ...named, diagnostic: null };
  return { kind: 'bounce', bounce };
};

export const readDeliveryReport = (mail: ParsedMail, markerHeader: string): DeliveryReport =>
  fromReport(mail, markerHeader) ?? fromWords(mail, markerHeader);
