import type { Draft } from './compose.js';
import type { Locale } from './locale.js';
import { ANNA, ASKED_FROM, QUESTION, SUBJECT } from './world.js';

/** One mail program: how it puts a person's words and the question into one mail. */
export type Client = (locale: Locale, words: string) => Draft;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const asHtml = (text: string, tag = 'div'): string =>
  text
    .split('\n')
    .map((line) => `<${tag}>${line === '' ? '<br>' : escaped(line)}</${tag}>`)
    .join('');
const quoted = (text: string): string => text.replace(/^/gm, '> ').replace(/^> $/gm, '>');
const asked = QUESTION.join('\n');
const askedHtml = QUESTION.map((line) => `<p>${escaped(line)}</p>`).join('\n');

export const attributionOf = (locale: Locale): string =>
  locale.attribution.replace('%d', locale.sent).replace('%n', 'Parley').replace('%a', ASKED_FROM);
const headerBlock = ({ labels: [from, sent, to, subject], sent: date }: Locale): string =>
  `${from}: Parley <${ASKED_FROM}>\n${sent}: ${date}\n${to}: ${ANNA.name} <${ANNA.address}>\n${subject}: ${SUBJECT}`;
const headerHtml = (locale: Locale): string =>
  headerBlock(locale)
    .split('\n')
    .map((line) => escaped(line).replace(/^([^:]+:)/, '<b>$1</b>'))
    .join('<br>');

/** Breaks an attribution as Gmail and Apple Mail break theirs, before the address. */
const wrapped = (line: string): string => line.replace(' <', '\n<');

const gmail: Client = (locale, words) => ({
  text: `${words}\n\n${wrapped(attributionOf(locale))}\n\n${quoted(asked)}\n`,
  html: `<div dir="ltr">${asHtml(words)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${escaped(attributionOf(locale))}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">${askedHtml}</blockquote></div>`,
});
const gmailApp: Client = (locale, words) => ({
  text: `${words}\n\n${attributionOf(locale)}\n\n${quoted(asked)}\n`,
  html: `<div dir="auto">${asHtml(words)}</div><div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(attributionOf(locale))}<br></div><blockquote class="gmail_quote">${askedHtml}</blockquote></div></div>`,
});
const gmailHtmlOnly: Client = (locale, words) => ({ html: gmail(locale, words).html ?? '' });
const gmailBottom: Client = (locale, words) => ({
  text: `${attributionOf(locale)}\n\n${quoted(asked)}\n\n${words}\n`,
  html: `<div dir="ltr"><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(attributionOf(locale))}<br></div><blockquote class="gmail_quote">${askedHtml}</blockquote></div><div><br></div>${asHtml(words)}</div>`,
});
const thunderbird: Client = (locale, words) => ({
  text: `${words}\n\n${attributionOf(locale)}\n${quoted(asked)}\n`,
});
const thunderbirdBottom: Client = (locale, words) => ({
  text: `${attributionOf(locale)}\n${quoted(asked)}\n\n${words}\n\n-- \nAnna Schmidt\nPlatform\n`,
});
const thunderbirdHtml: Client = (locale, words) => ({
  text: thunderbird(locale, words).text ?? '',
  html: `<html><head><meta http-equiv="content-type" content="text/html; charset=UTF-8"></head><body>${asHtml(words, 'p')}<div class="moz-cite-prefix">${escaped(attributionOf(locale))}<br></div><blockquote type="cite" cite="mid:q@parley.example">${askedHtml}</blockquote><div class="moz-signature">-- <br>Anna Schmidt</div></body></html>`,
});
const appleMail: Client = (locale, words) => ({
  text: `${words}\n\n${quoted(`${attributionOf(locale)}\n\n${asked}`)}\n`,
  html: `<html><body style="overflow-wrap: break-word;">${asHtml(words)}<div><br><blockquote type="cite"><div>${escaped(attributionOf(locale))}</div><br class="Apple-interchange-newline"><div>${askedHtml}</div></blockquote></div><br></body></html>`,
});
const iphone: Client = (locale, words) => ({
  text: `${words}\n\n${locale.phone}\n\n${quoted(`${attributionOf(locale)}\n\n${asked}`)}\n`,
  html: `<html><body dir="auto">${asHtml(words)}<div><br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${escaped(locale.phone)}</div><div dir="ltr"><br><blockquote type="cite">${escaped(attributionOf(locale))}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${askedHtml}</div></blockquote></div></body></html>`,
});
const outlook: Client = (locale, words) => ({
  text: `${words}\n\n${headerBlock(locale)}\n\n${asked}\n`,
  html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body><div class="WordSection1">${words
    .split('\n')
    .map((line) => `<p class="MsoNormal">${line === '' ? '<o:p>&nbsp;</o:p>' : `${escaped(line)}<o:p></o:p>`}</p>`)
    .join(
      '\n',
    )}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">${headerHtml(locale)}<o:p></o:p></p></div></div>${askedHtml}</div></body></html>`,
});
const outlookPlain: Client = (locale, words) => ({
  text: `${words}\n\n-----${locale.original}-----\n${headerBlock(locale)}\n\n${asked}\n`,
});
const outlookWeb: Client = (locale, words) => ({
  text: `${words}\n________________________________\n${headerBlock(locale)}\n\n${asked}\n`,
  html: `<html><body dir="ltr"><div class="elementToProof" style="font-size:12pt">${asHtml(words)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">${headerHtml(locale)}</font><div>&nbsp;</div></div>${askedHtml}</body></html>`,
});
const outlookHtmlOnly: Client = (locale, words) => ({ html: outlookWeb(locale, words).html ?? '' });
const yahoo: Client = (locale, words) => ({
  text: ` ${words}\n\n    ${attributionOf(locale)}  \n \n ${asked.replaceAll('\n', '\n ')}\n`,
  html: `<html><body><div class="yahoo-style-wrap" style="font-size:13px"><div></div>${asHtml(words)}<div><br></div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div style="font-size:13px"><div>${escaped(attributionOf(locale))}</div><div><br></div><div>${askedHtml}</div></div></div></body></html>`,
});
const proton: Client = (locale, words) => ({
  text: `${words}\n\n-------- ${locale.original} --------\n${attributionOf(locale)}\n\n${quoted(asked)}\n`,
  html: `${asHtml(words)}<div class="protonmail_quote">-------- ${escaped(locale.original)} --------<br>${escaped(attributionOf(locale))}<br><blockquote class="protonmail_quote" type="cite">${askedHtml}</blockquote></div>`,
});
const samsung: Client = (locale, words) => ({
  text: `${words}\n\n-------- ${locale.original} --------\n${headerBlock(locale)}\n\n${asked}\n`,
  html: `<html><body>${asHtml(words)}<div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>-------- ${escaped(locale.original)} --------</div>${headerHtml(locale)}<div><br></div></div>${askedHtml}</body></html>`,
});
/** Quotes only what the sender's HTML had, without any mark of its own. */
const unmarked: Client = (locale, words) => ({ text: `${words}\n\n${attributionOf(locale)}\n\n${asked}\n` });

export const CLIENTS = {
  gmail,
  gmailApp,
  gmailHtmlOnly,
  gmailBottom,
  thunderbird,
  thunderbirdBottom,
  thunderbirdHtml,
  appleMail,
  iphone,
  outlook,
  outlookPlain,
  outlookWeb,
  outlookHtmlOnly,
  yahoo,
  proton,
  samsung,
  unmarked,
} as const;
export type ClientName = keyof typeof CLIENTS;
