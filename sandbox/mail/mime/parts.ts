import { type Header, headerOf, parseHeaders, splitMail } from './headers.js';

/** One part of a mail, decoded; `parts` when it is made of more. */
export interface Part {
  partId: string;
  mimeType: string;
  filename: string;
  headers: Header[];
  content: Buffer;
  parts: Part[];
}

/** Mail made to hurt is not followed further than this. */
const MOST_DEPTH = 20;
const MOST_PARTS = 100;

const parameter = (value: string | undefined, name: string): string | undefined => {
  const found = new RegExp(`${name}\\*?=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(value ?? '');
  const text = found?.[1] ?? found?.[2];
  const extended = /^[\w-]+'[^']*'(.*)$/.exec(text ?? '')?.[1];
  try {
    return extended === undefined ? text : decodeURIComponent(extended);
  } catch {
    return extended;
  }
};

const transferDecoded = (body: string, encoding: string): Buffer => {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const text = body
    .replace(/[ \t]+$/gm, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
};

/** The Gmail API gives text in UTF-8, whatever it was. */
const inUtf8 = (bytes: Buffer, contentType: string): Buffer => {
  const charset = parameter(contentType, 'charset')?.toLowerCase() ?? 'utf-8';
  if (charset === 'utf-8' || charset === 'us-ascii') return bytes;
  try {
    return Buffer.from(new TextDecoder(charset).decode(bytes), 'utf8');
  } catch {
    return bytes;
  }
};

const piecesOf = (body: string, boundary: string): string[] =>
  `\r\n${body}`
    .split(`\n--${boundary}`)
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .slice(0, MOST_PARTS)
    .map((piece) => piece.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''));

const filenameOf = (headers: readonly Header[], contentType: string): string =>
  parameter(headerOf(headers, 'Content-Disposition'), 'filename') ?? parameter(contentType, 'name') ?? '';

/** Takes a mail apart as `messages.get` with `format=full` shows it. */
export const parseParts = (raw: string, partId = '', depth = 0): Part => {
  const { head, body } = splitMail(raw);
  const headers = parseHeaders(head);
  const contentType = headerOf(headers, 'Content-Type') ?? 'text/plain';
  const mimeType = contentType.split(';')[0]?.trim().toLowerCase() ?? 'text/plain';
  const part = { partId, mimeType, filename: filenameOf(headers, contentType), headers };
  const boundary = parameter(contentType, 'boundary');
  if (mimeType.startsWith('multipart/') && boundary !== undefined && depth < MOST_DEPTH) {
    const childId = (index: number) => (partId === '' ? String(index) : `${partId}.${index}`);
    const parts = piecesOf(body, boundary).map((piece, index) => parseParts(piece, childId(index), depth + 1));
    return { ...part, content: Buffer.alloc(0), parts };
  }
  const encoding = (headerOf(headers, 'Content-Transfer-Encoding') ?? '').trim().toLowerCase();
  const bytes = transferDecoded(body, encoding);
  const content = mimeType.startsWith('text/') && part.filename === '' ? inUtf8(bytes, contentType) : bytes;
  return { ...part, content, parts: [] };
};

/** Itself and all below it. */
export const allParts = (part: Part): Part[] => [part, ...part.parts.flatMap(allParts)];
