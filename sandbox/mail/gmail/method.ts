import type { Mail } from '../core.js';
import type { Mailbox, StoredMessage } from '../model.js';
import { invalid, notFound } from './errors.js';

export interface Call {
  readonly mail: Mail;
  readonly box: Mailbox;
  readonly scopes: readonly string[];
  /** `{name}` of the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON of the body or, with an upload, of its first part. */
  readonly body: Readonly<Record<string, unknown>>;
  /** An uploaded mail, one character per byte. */
  readonly upload: string | undefined;
}

export interface Method {
  /** As in the reference: `messages.send`. */
  readonly name: string;
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/gmail/v1/users/{userId}/`. */
  readonly path: string;
  readonly scopes: readonly string[];
  /** undefined: 204, or 200 without a body. */
  readonly run: (call: Call) => object | undefined;
}

export const messageOf = ({ box, path }: Call): StoredMessage => {
  const found = box.messages.find(({ id }) => id === path.id);
  if (!found) throw notFound();
  return found;
};

export const texts = (value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) throw invalid('Invalid value');
  return value;
};

/** Labels that must exist. */
export const labelsIn = ({ box }: Call, value: unknown): string[] => {
  const ids = texts(value);
  const unknown = ids.find((id) => !box.labels.some((label) => label.id === id));
  if (unknown !== undefined) throw invalid(`Invalid label: ${unknown}`);
  return ids;
};

/** The mail in `raw` or in the upload. */
export const rawIn = ({ body, upload }: Call, holder: Readonly<Record<string, unknown>> = body): string => {
  if (upload !== undefined) return upload;
  if (typeof holder.raw !== 'string' || holder.raw === '')
    throw invalid("'raw' RFC822 payload message string or uploading message via /upload/* URL required");
  return Buffer.from(holder.raw, 'base64').toString('latin1');
};

/** A page of a list, and the token for the next one. */
export const pageOf = <T>(query: URLSearchParams, list: readonly T[], usual = 100) => {
  const size = Math.min(Number(query.get('maxResults') ?? usual) || usual, 500);
  const token = query.get('pageToken');
  const from = token === null ? 0 : Number(/^0*(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw invalid('Invalid pageToken');
  const next = from + size < list.length ? { nextPageToken: String(from + size).padStart(20, '0') } : {};
  return { page: list.slice(from, from + size), ...next };
};
