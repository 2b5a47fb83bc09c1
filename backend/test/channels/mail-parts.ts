import type { Sent } from './adapter-fixture.js';

/** A mail of ours, opened without waiting: a text and its HTML, with a diff as a file beside them or nothing. */
export interface OpenMail {
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  text: string;
  html: string;
}

const split = (raw: string): [head: string, body: string] => {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? [raw, ''] : [raw.slice(0, end), raw.slice(end + 4)];
};

const headersIn = (head: string): Map<string, string> => {
  const lines = head.replace(/\r\n(?=[ \t])/g, '').split('\r\n');
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const];
    }),
  );
};

const quotedPrintable = (body: string): Buffer =>
  Buffer.from(
    body
      .replace(/[ \t]+(?=\r\n)/g, '')
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const decoded = (body: string, encoding: string | undefined): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return (encoding === 'quoted-printable' ? quotedPrintable(body) : Buffer.from(body, 'latin1')).toString();
};

type Part = [headers: Map<string, string>, body: string];

/** What a part holds: itself, or of a multipart its first parts, however deep. */
const partsIn = ([headers, body]: Part): Part[] => {
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return [[headers, body]];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, '').replace(/\r\n$/, '')))
    .flatMap(([about, content]) => partsIn([headersIn(about), content]));
};

/** @param raw one character per byte */
export const openMail = (raw: string): OpenMail => {
  const [head, body] = split(raw);
  const headers = headersIn(head);
  const [text = '', html = ''] = partsIn([headers, body]).map(([about, content]) =>
    decoded(content, about.get('content-transfer-encoding')).replaceAll('\r\n', '\n'),
  );
  return { headers, text, html };
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
const withoutTags = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '');

const CONTROL = /<a href="[^"]*\?choose=\d+"[^>]*>([^<]*)<\/a>/g;

export const toSent = ({ text, html }: OpenMail, thread: string): Sent => ({
  text: `${text}\n${withoutTags(html)}`,
  controls: [...html.matchAll(CONTROL)].map(([, label]) => withoutTags(label ?? '')),
  thread,
});
