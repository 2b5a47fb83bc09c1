import type { IncomingMessage } from 'node:http';
import { headerOf, parseHeaders, splitMail } from '../mime/headers.js';
import { GoogleError, invalid } from './errors.js';

/** What Gmail takes in one request: 35 MB of mail, half again in base64. */
const MOST_BYTES = 52_000_000;

export interface Body {
  json: Readonly<Record<string, unknown>>;
  upload: string | undefined;
}

const EMPTY: Body = { json: {}, upload: undefined };

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  if (size > MOST_BYTES) throw new GoogleError(413, 'INVALID_ARGUMENT', 'uploadTooLarge', 'Request is too large.');
  return Buffer.concat(chunks);
};

const jsonOf = (text: string): Body['json'] => {
  try {
    const value: unknown = text.trim() === '' ? {} : JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body['json'];
  } catch {
    // refused below
  }
  throw new GoogleError(400, 'INVALID_ARGUMENT', 'parseError', 'Invalid JSON payload received.');
};

/** multipart/related: the JSON, then the mail. */
const partsIn = (raw: string, contentType: string): Body => {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw invalid('Missing boundary');
  const pieces = `\r\n${raw}`.split(`\n--${boundary}`).slice(1);
  const body = { ...EMPTY };
  for (const piece of pieces.filter((entry) => !entry.startsWith('--'))) {
    const { head, body: content } = splitMail(piece.replace(/^[ \t]*\r?\n/, ''));
    const text = content.replace(/\r$/, '');
    const type = headerOf(parseHeaders(head), 'Content-Type') ?? '';
    if (type.startsWith('application/json')) body.json = jsonOf(Buffer.from(text, 'latin1').toString('utf8'));
    else body.upload = text;
  }
  return body;
};

/** JSON, or in `/upload/…` a mail alone (media) or behind its JSON (multipart). */
export const readGmailBody = async (request: IncomingMessage, isUpload: boolean): Promise<Body> => {
  const bytes = await bytesOf(request);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return EMPTY;
  if (!isUpload) return { ...EMPTY, json: jsonOf(bytes.toString('utf8')) };
  const raw = bytes.toString('latin1');
  if (type.startsWith('multipart/related')) return partsIn(raw, type);
  if (type.startsWith('message/')) return { ...EMPTY, upload: raw };
  throw invalid(`Media type '${type}' is not supported. Valid media types: [message/*]`);
};
