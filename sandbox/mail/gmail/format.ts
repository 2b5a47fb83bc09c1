import { partsOf, snippetOf } from '../mime/parsed.js';
import type { Part } from '../mime/parts.js';
import type { StoredMessage } from '../model.js';
import { invalid } from './errors.js';

/** Google's are made of nothing one can read; ours say which part it is. */
export const attachmentIdOf = (messageId: string, { partId }: Part): string =>
  `ANGjdJ${Buffer.from(`${messageId}/${partId}`).toString('base64url')}`;

const bodyOf = (messageId: string, part: Part): object => {
  const size = part.content.length;
  if (part.filename !== '') return { attachmentId: attachmentIdOf(messageId, part), size };
  return size === 0 ? { size } : { size, data: part.content.toString('base64url') };
};

const payloadOf = (messageId: string, part: Part): object => ({
  ...{ partId: part.partId, mimeType: part.mimeType, filename: part.filename, headers: part.headers },
  body: bodyOf(messageId, part),
  ...(part.parts.length > 0 && { parts: part.parts.map((child) => payloadOf(messageId, child)) }),
});

const metadataOf = (message: StoredMessage, wanted: readonly string[]): object => {
  const { mimeType, headers } = partsOf(message);
  const names = wanted.map((name) => name.toLowerCase());
  const chosen = names.length === 0 ? headers : headers.filter(({ name }) => names.includes(name.toLowerCase()));
  return { mimeType, headers: chosen };
};

export const shortForm = ({ id, threadId, labelIds }: StoredMessage): object => ({ id, threadId, labelIds });

/** `format` as in messages.get and threads.get. */
export const formatted = (message: StoredMessage, format: string | null, headers: readonly string[] = []): object => {
  const { id, threadId, labelIds, historyId, internalDate, raw } = message;
  const about = { id, threadId, labelIds, snippet: snippetOf(message), historyId, internalDate: String(internalDate) };
  const known = { ...about, sizeEstimate: raw.length };
  switch ((format ?? 'full').toLowerCase()) {
    case 'minimal':
      return known;
    case 'raw':
      return { ...known, raw: Buffer.from(raw, 'latin1').toString('base64url') };
    case 'metadata':
      return { ...known, payload: metadataOf(message, headers) };
    case 'full':
      return { ...known, payload: payloadOf(id, partsOf(message)) };
    default:
      throw invalid(`Invalid value at 'format', "${format}"`);
  }
};
