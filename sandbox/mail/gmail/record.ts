import type { CallEntry } from '../ledger.js';
import { parseAddresses } from '../mime/addresses.js';
import { type Header, headerOf, headersOf } from '../mime/headers.js';
import type { Body } from './read-body.js';
import type { Answer } from './spoiled.js';

/** The mail that a call carries, for the ledger and for faults. */
export const carried = ({ json, upload }: Body): Header[] => {
  const raw = json.raw ?? (json.message as { raw?: unknown } | undefined)?.raw;
  if (upload !== undefined) return headersOf(upload);
  return typeof raw === 'string' ? headersOf(Buffer.from(raw, 'base64').toString('latin1')) : [];
};

export const recipientOf = (headers: readonly Header[]): string | undefined =>
  parseAddresses(headerOf(headers, 'To'))[0]?.address;

export const aboutCall = (
  method: string,
  path: Readonly<Record<string, string>>,
  headers: readonly Header[],
  { body }: Answer,
): Partial<CallEntry> => {
  const result = (body ?? {}) as { id?: string; threadId?: string; message?: { id?: string; threadId?: string } };
  const isDraft = method.startsWith('drafts.') && method !== 'drafts.send';
  const message = isDraft ? result.message : result;
  const known = {
    id: message?.id ?? (isDraft ? undefined : path.id),
    threadId: message?.threadId,
    draftId: isDraft ? (result.id ?? path.id) : undefined,
    to: recipientOf(headers),
    subject: headerOf(headers, 'Subject'),
    messageId: headerOf(headers, 'Message-ID'),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
};
