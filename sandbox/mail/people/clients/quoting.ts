import { shown } from '../../mime/addresses.js';
import { appleForward } from './apple-forward.js';
import { APPLE, type Attributions, attributionLine, GMAIL, PROTON, THUNDERBIRD, YAHOO } from './attributions.js';
import { attributionHtml, linesHtml } from './html.js';
import { momentIn } from './moment.js';
import { headerBlock } from './outlook.js';
import { type ClientStyle, type Original, prefixed, type Setting } from './style.js';
import { BLOCK, SENT_FROM_IPHONE } from './words.js';

const WIDTH = 78;
/** Gmail breaks a long line above a quote before its last words. */
const wrapped = (line: string): string[] => {
  const at = line.length > WIDTH ? line.lastIndexOf(' ', WIDTH) : -1;
  return at < 0 ? [line] : [line.slice(0, at), line.slice(at + 1)];
};

const attributed =
  (lines: Attributions) =>
  (original: Original, { language, timeZone }: Setting): string[] => [
    attributionLine(lines, language, original, timeZone),
  ];

const gmailForward = (original: Original, { language, timeZone }: Setting): string[] => {
  const t = momentIn(original.date, language, timeZone);
  return [
    '---------- Forwarded message ---------',
    `${BLOCK[language].from}: ${shown(original.from)}`,
    `Date: ${t.weekday}, ${t.month} ${t.d1}, ${t.y} at ${t.time12}`,
    `Subject: ${original.subject}`,
    `To: ${original.to}`,
  ];
};

const div = (html: string): string => `<div>${html}</div>`;
const plainPage = (body: string): string => body;
const headHtml = (head: readonly string[]): string => head.map(attributionHtml).join('<br>');

const shared = {
  ...{ prefix: '> ', forwardPrefix: '', dashes: true, headers: {}, usualSignature: () => '' },
  ...{ replySubject: prefixed('Re'), forwardSubject: prefixed('Fwd') },
};

const GMAIL_QUOTE =
  'class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"';

export const gmail: ClientStyle = {
  ...shared,
  head: (original, setting) => attributed(GMAIL)(original, setting).flatMap(wrapped),
  forwardHead: gmailForward,
  idDomain: 'mail.gmail.com',
  html: {
    own: (text) => `<div dir="ltr">${linesHtml(text, div)}</div>`,
    signature: (text) =>
      `<div><br clear="all"></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">${linesHtml(text, div)}</div>`,
    quote: (head, original) =>
      `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${attributionHtml(head.join(' '))}<br></div><blockquote ${GMAIL_QUOTE}>${original}</blockquote></div>`,
    forward: (head, original) =>
      `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${headHtml(head)}<br></div><br><br>${original}</div>`,
    piece: (original) => `<blockquote ${GMAIL_QUOTE}>${original}</blockquote>`,
    page: plainPage,
  },
};

const applePage = (body: string): string =>
  `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">${body}</body></html>`;

export const apple: ClientStyle = {
  ...shared,
  ...{
    head: attributed(APPLE),
    forwardHead: appleForward,
    forwardPrefix: '> ',
    dashes: false,
    idDomain: 'icloud.example',
  },
  headers: { 'X-Mailer': 'Apple Mail (2.3826.200.121)' },
  html: {
    own: (text) => linesHtml(text, div),
    signature: (text) => `<br><div>${linesHtml(text, div)}</div>`,
    quote: (head, original) =>
      `<div><br><blockquote type="cite"><div>${headHtml(head)}</div><br class="Apple-interchange-newline"><div>${original}</div></blockquote></div><br>`,
    piece: (original) => `<blockquote type="cite">${original}</blockquote>`,
    page: applePage,
  },
};

export const iphone: ClientStyle = {
  ...apple,
  headers: { 'X-Mailer': 'iPhone Mail (22B91)' },
  quotesHead: true,
  usualSignature: ({ language }) => SENT_FROM_IPHONE[language],
  html: {
    ...apple.html,
    own: (text) => linesHtml(text, (html) => `<div dir="ltr">${html}</div>`),
    signature: (text) => `<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${linesHtml(text, div)}</div>`,
    quote: (head, original) =>
      `<div dir="ltr"><br><blockquote type="cite">${headHtml(head)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${original}</div></blockquote>`,
  },
};

export const thunderbird: ClientStyle = {
  ...shared,
  head: attributed(THUNDERBIRD),
  forwardHead: (original, setting) => ['-------- Forwarded Message --------', ...headerBlock(original, setting)],
  headers: { 'User-Agent': 'Mozilla Thunderbird' },
  idDomain: 'beta.example',
  html: {
    own: (text) => linesHtml(text, (html) => `<p>${html}</p>`),
    signature: (text) => `<pre class="moz-signature" cols="72">-- \n${linesHtml(text, (html) => `${html}\n`)}</pre>`,
    quote: (head, original) =>
      `<div class="moz-cite-prefix">${headHtml(head)}<br></div><blockquote type="cite">${original}</blockquote>`,
    forward: (head, original) =>
      `<div class="moz-forward-container"><br><br>${headHtml(head)}<br><br>${original}</div>`,
    piece: (original) => `<blockquote type="cite">${original}</blockquote>`,
    page: (body) =>
      `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body>${body}</body></html>`,
  },
};

export const yahoo: ClientStyle = {
  ...shared,
  ...{ head: attributed(YAHOO), dashes: false, idDomain: 'mail.yahoo.example' },
  forwardHead: (original, setting) => ['----- Forwarded Message -----', ...headerBlock(original, setting)],
  headers: { 'X-Mailer': 'WebService/1.1.22876 YMailNorrin' },
  html: {
    own: (text) =>
      `<div class="ydp1a2b3c4dyahoo-style-wrap" style="font-family:Helvetica Neue, Helvetica, Arial, sans-serif"><div dir="ltr" data-setdir="false">${linesHtml(text, div)}</div><div><br></div></div>`,
    signature: (text) => `<div class="ydp1a2b3c4dsignature">${linesHtml(text, div)}</div>`,
    quote: (head, original) =>
      `<div id="ydp5e6f7a8byahoo_quoted_1234567890" class="ydp5e6f7a8byahoo_quoted yahoo_quoted"><div style="font-size:13px;color:#26282a"><div>${headHtml(head)}</div><div><br></div><div><br></div><div>${original}</div></div></div>`,
    piece: (original) => `<blockquote class="iosymail">${original}</blockquote>`,
    page: (body) => `<html><head></head><body>${body}</body></html>`,
  },
};

export const proton: ClientStyle = {
  ...shared,
  ...{ head: attributed(PROTON), dashes: false, idDomain: 'proton.example' },
  forwardHead: (original, setting) => ['------- Forwarded Message -------', ...headerBlock(original, setting)],
  usualSignature: () => 'Sent with Proton Mail secure email.',
  html: {
    own: (text) =>
      linesHtml(text, (html) => `<div style="font-family: Arial, sans-serif; font-size: 14px;">${html}</div>`),
    signature: (text) =>
      `<div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">${linesHtml(text, div)}</div></div>`,
    quote: (head, original) =>
      `<div class="protonmail_quote">${headHtml(head)}<br><blockquote class="protonmail_quote" type="cite">${original}</blockquote><br></div>`,
    piece: (original) => `<blockquote type="cite">${original}</blockquote>`,
    page: plainPage,
  },
};
