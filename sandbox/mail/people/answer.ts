import { parseAddresses } from '../mime/addresses.js';
import { type Header, headerOf } from '../mime/headers.js';
import type { Mailbox } from '../model.js';
import { withoutPlus } from '../store/store.js';
import type { ReadMail, ReplyOptions } from '../types.js';
import type { Draft } from './build-mail.js';
import { compose, STYLES } from './clients/compose.js';
import type { Original } from './clients/style.js';

export type Kind = 'reply' | 'reply-all' | 'forward';

const headerText = (headers: readonly Header[], name: string): string => headerOf(headers, name) ?? '';

const originalOf = ({ headers, text, html, cc, to, subject, messageId, date }: ReadMail): Original => ({
  ...{ from: parseAddresses(headerText(headers, 'From'))[0] ?? { name: '', address: 'unknown@invalid' } },
  ...{ to, cc, subject, messageId, text, html },
  date: Date.parse(headerText(headers, 'Date')) || date,
});

const target = ({ headers }: ReadMail, strip: ReplyOptions['strip'] = []): string => {
  const wanted = headerText(headers, 'Reply-To') || headerText(headers, 'From');
  return strip.includes('plus') ? wanted.replace(/\+[^@<>]*@/, '@') : wanted;
};

/** Everybody the mail went to beside oneself and the one who is answered. */
const others = (box: Mailbox, mail: ReadMail, to: string): string => {
  const known = [box.email, ...parseAddresses(to).map(({ address }) => withoutPlus(address))];
  return parseAddresses(`${mail.to}, ${mail.cc}`)
    .filter(({ address }) => !known.includes(withoutPlus(address)))
    .map(({ address }) => address)
    .join(', ');
};

/** In-Reply-To and References (RFC 5322, 3.6.4). */
const trail = ({ headers, messageId }: ReadMail): Pick<Draft, 'inReplyTo' | 'references'> => {
  const before = headerText(headers, 'References').match(/<[^<>\s]+>/g) ?? [];
  return { inReplyTo: messageId, references: [...before, messageId] };
};

const bodiesOf = (text: string, html: string, how: ReplyOptions): Pick<Draft, 'text' | 'html'> => {
  if (how.htmlOnly) return { html };
  return how.textOnly ? { text } : { text, html };
};

const settingOf = (box: Mailbox, how: ReplyOptions) => {
  const [client, language] = [how.client ?? box.client, how.language ?? box.language];
  const setting = { language, timeZone: box.timeZone };
  const signature = how.signature ?? (box.signature || STYLES[client].usualSignature(setting));
  return { client, ...setting, signature, posting: how.posting ?? 'top' };
};

/** A new mail. */
export const letter = (box: Mailbox, to: string, subject: string, own: string, how: ReplyOptions): Draft => {
  const { text, html } = compose({ ...settingOf(box, how), own });
  const { cc, attachments } = how;
  return { to, cc, subject, attachments, ...bodiesOf(text, html, how) };
};

/** An answer, or a mail passed on, as the person's program makes it. */
export const answer = (
  box: Mailbox,
  kind: Kind,
  mail: ReadMail,
  own: string,
  how: ReplyOptions & { to?: string },
): Draft => {
  const { strip = [], attachments } = how;
  const setting = settingOf(box, how);
  const isForward = kind === 'forward';
  const original = strip.includes('quote') ? {} : { original: originalOf(mail) };
  const { text, html } = compose({ ...setting, own, isForward, ...original });
  const to = how.to ?? target(mail, strip);
  const copies = [how.cc, kind === 'reply-all' ? others(box, mail, to) : ''].filter(Boolean).join(', ');
  const style = STYLES[setting.client];
  const subject = (isForward ? style.forwardSubject : style.replySubject)(mail.subject, setting);
  return {
    ...{ to, attachments, subject: strip.includes('subject') ? 'Hello' : subject },
    ...(copies !== '' && { cc: copies }),
    ...bodiesOf(text, html, how),
    ...(strip.includes('references') ? {} : trail(mail)),
  };
};
