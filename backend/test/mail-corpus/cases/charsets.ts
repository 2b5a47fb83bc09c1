import { gmailTrace, passFor } from '../compose.js';
import type { Expected, Group, MailCase } from '../mail-case.js';
import { ANNA, ASKED_FROM, MESSAGE_ID, QUESTION } from '../world.js';

const head = (lines: readonly string[]): Buffer =>
  Buffer.from(
    [
      ...gmailTrace('example.com', passFor('example.com')),
      `From: ${ANNA.name} <${ANNA.address}>`,
      `To: ${ASKED_FROM}`,
      'Subject: Re: Approve',
      `In-Reply-To: ${MESSAGE_ID}`,
      'MIME-Version: 1.0',
      ...lines,
      '',
      '',
    ].join('\r\n'),
  );
const typed = (type: string, encoding = '8bit'): string[] => [
  `Content-Type: ${type}`,
  `Content-Transfer-Encoding: ${encoding}`,
];

const written = (
  group: Group,
  name: string,
  headers: readonly string[],
  body: Buffer | string,
  text: string,
  more?: Partial<Expected>,
): MailCase => ({
  group,
  name,
  raw: async () => Buffer.concat([head(headers), typeof body === 'string' ? Buffer.from(body) : body]),
  expected: { kind: 'reply', verdict: 'pass', text, ...more },
});
const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const quote = QUESTION.map((line) => `> ${line}`.trimEnd()).join('\r\n');

/** Bytes as programs really send them. */
export const charsetCases: readonly MailCase[] = [
  written(
    'hand',
    'windows-1252-labelled-utf-8',
    typed('text/plain; charset=utf-8'),
    Buffer.from('Für mich geht das – ja.\r\n'.replace('–', '\x96'), 'latin1'),
    'Für mich geht das – ja.',
  ),
  written('hand', 'no-charset-8bit', ['Content-Transfer-Encoding: 8bit'], 'Größe passt.\r\n', 'Größe passt.'),
  written(
    'hand',
    'iso-2022-jp',
    typed('text/plain; charset=ISO-2022-JP', '7bit'),
    bytes('1b2442 2439 2424 1b2842 0d0a'),
    'すい',
  ),
  written('hand', 'big5', typed('text/plain; charset=big5'), bytes('a6 50 b7 4e 0d 0a'), '同意'),
  written('hand', 'gb18030', typed('text/plain; charset=gb2312'), bytes('cd ac d2 e2 0d 0a'), '同意'),
  written('hand', 'koi8-r', typed('text/plain; charset=koi8-r'), bytes('e4 c1 0d 0a'), 'Да'),
  written('hand', 'unknown-charset', typed('text/plain; charset=x-no-such-thing'), 'Yes\r\n', 'Yes'),
  written('hand', 'base64-broken', typed('text/plain; charset=utf-8', 'base64'), 'WWVz!!\r\nLCBnb28\r\n*', 'Yes, goo'),
  written(
    'hand',
    'quoted-printable-broken',
    typed('text/plain; charset=utf-8', 'quoted-printable'),
    'Ja =FC=ZZ =\r\nweiter=',
    'Ja ü=ZZ weiter',
  ),
  written('hand', 'nul-bytes', typed('text/plain; charset=utf-8'), Buffer.from('Y\0es\0\r\n'), 'Yes'),
  written(
    'hand',
    'surrogate-entities',
    typed('text/html; charset=utf-8'),
    '<p>Yes&#xD800; &#128077;</p>',
    'Yes\ufffd 👍',
  ),
  written(
    'hand',
    'format-flowed',
    typed('text/plain; charset=utf-8; format=flowed', '7bit'),
    `This is one long \r\nparagraph of mine.\r\n\r\n${quote}\r\n`,
    'This is one long paragraph of mine.',
  ),
  written(
    'hand',
    'winmail-dat',
    ['Content-Type: multipart/mixed; boundary="m"'],
    '--m\r\nContent-Type: text/plain\r\n\r\nYes\r\n--m\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig==\r\n--m--\r\n',
    'Yes',
  ),
  written(
    'hand',
    'no-final-boundary',
    ['Content-Type: multipart/alternative; boundary="m"'],
    '--m\r\nContent-Type: text/plain\r\n\r\nYes\r\n--m\r\nContent-Type: text/html\r\n\r\n<p>Yes</p>',
    'Yes',
  ),
  written(
    'hand',
    'right-to-left',
    typed('text/plain; charset=utf-8'),
    `\u202bכן, מאשרת.\u202c\r\n\r\n${quote}\r\n`,
    'כן, מאשרת.',
  ),
  written(
    'hand',
    'bare-line-feeds',
    typed('text/plain; charset=utf-8'),
    `Yes\n\n${quote.replaceAll('\r', '')}\n`,
    'Yes',
  ),
  written('hand', 'old-mac-line-ends', typed('text/html; charset=utf-8'), '<p>Yes,\rgo</p>\r', 'Yes, go'),
];
