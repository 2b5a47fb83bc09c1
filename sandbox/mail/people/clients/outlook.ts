import { shown } from '../../mime/addresses.js';
import { escapedHtml, linesHtml } from './html.js';
import { type Moment, momentIn } from './moment.js';
import { type ClientStyle, type Original, prefixed, type Setting } from './style.js';
import { BLOCK, GET_OUTLOOK, OUTLOOK_FORWARD, OUTLOOK_REPLY } from './words.js';

const RULE = '________________________________';

const dated = ({ weekdayLong, monthLong, d1, y, time, time12 }: Moment, { language }: Setting): string => {
  if (language === 'en') return `${weekdayLong}, ${monthLong} ${d1}, ${y} ${time12}`;
  if (language === 'ja' || language === 'zh') return `${y}年${monthLong.replace(/月?$/, '月')}${d1}日 ${time}`;
  return `${weekdayLong}, ${d1}${language === 'de' ? '.' : ''} ${monthLong} ${y} ${time}`;
};

/** From, Sent, To, Cc, Subject in the language of the program. */
export const headerBlock = (original: Original, setting: Setting): string[] => {
  const { from, to, cc, subject, date } = original;
  const words = BLOCK[setting.language];
  const line = (label: string, value: string) => `${label}${words.colon}${value}`;
  return [
    line(words.from, shown(from)),
    line(words.sent, dated(momentIn(date, setting.language, setting.timeZone), setting)),
    line(words.to, to),
    ...(cc === '' ? [] : [line(words.cc, cc)]),
    line(words.subject, subject),
  ];
};

const blockHtml = (head: readonly string[]): string =>
  head
    .filter((line) => line !== RULE)
    .map((line) => escapedHtml(line).replace(/^([^:]+:)/, '<b>$1</b>'))
    .join('<br>\r\n');

const shared = {
  prefix: '',
  forwardPrefix: '',
  dashes: false,
  usualSignature: () => '',
  headers: {},
  idDomain: 'DB7PR04MB4567.eurprd04.prod.outlook.com',
  replySubject: (subject: string, { language }: Setting) => prefixed(OUTLOOK_REPLY[language])(subject),
  forwardSubject: (subject: string, { language }: Setting) => prefixed(OUTLOOK_FORWARD[language])(subject),
};

const paragraph = (html: string): string =>
  `<p class="MsoNormal">${html === '<br>' ? '<o:p>&nbsp;</o:p>' : `${html}<o:p></o:p>`}</p>`;

/** Outlook for Windows: the block below a line, nothing before the quoted lines. */
export const outlookDesktop: ClientStyle = {
  ...shared,
  ...{
    head: headerBlock,
    forwardHead: headerBlock,
    headers: { 'X-Mailer': 'Microsoft Outlook 16.0', 'Thread-Index': 'AQHb' },
  },
  html: {
    own: (text) => linesHtml(text, paragraph),
    signature: (text) => linesHtml(`\n${text}`, paragraph),
    quote: (head, original) =>
      `${paragraph('<br>')}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">${blockHtml(head)}<o:p></o:p></p></div></div>${paragraph('<br>')}${original}`,
    piece: (original) => `<div style="color:#1F497D">${original}</div>`,
    page: (body) =>
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style><!-- p.MsoNormal {margin:0in;font-size:11.0pt} --></style></head><body lang="EN-US" style="word-wrap:break-word"><div class="WordSection1">${body}</div></body></html>`,
  },
};

const webHtml = (own: (text: string) => string): ClientStyle['html'] => ({
  own,
  signature: (text) => `<div id="Signature">${linesHtml(text, (html) => `<div>${html}</div>`)}</div>`,
  quote: (head, original) =>
    `<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${blockHtml(head)}</font><div>&nbsp;</div></div>${original}`,
  piece: (original) => `<div class="quoted">${original}</div>`,
  page: (body) =>
    `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body dir="ltr">${body}</body></html>`,
});

const ruled = (original: Original, setting: Setting): string[] => [RULE, ...headerBlock(original, setting)];

export const outlookWeb: ClientStyle = {
  ...shared,
  ...{ head: ruled, forwardHead: ruled },
  html: webHtml((text) =>
    linesHtml(text, (html) => `<div class="elementToProof" style="font-family:Calibri">${html}</div>`),
  ),
};

export const outlookMobile: ClientStyle = {
  ...shared,
  ...{ head: ruled, forwardHead: ruled },
  usualSignature: ({ language }) => `${GET_OUTLOOK[language]}<https://aka.ms/o0ukef>`,
  html: {
    ...webHtml((text) => linesHtml(text, (html) => `<div dir="auto">${html}</div>`)),
    signature: (text) =>
      `<div id="ms-outlook-mobile-signature"><div><br></div>${text.replace(/^(.*)<(https:[^>]+)>$/, '<a href="$2">$1</a>')}</div>`,
  },
};
