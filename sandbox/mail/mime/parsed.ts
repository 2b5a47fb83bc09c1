import type { StoredMessage } from '../model.js';
import { allParts, type Part, parseParts } from './parts.js';

const known = new WeakMap<StoredMessage, { raw: string; part: Part }>();

/** Taken apart once: a search looks at every message. */
export const partsOf = (message: StoredMessage): Part => {
  const found = known.get(message);
  if (found?.raw === message.raw) return found.part;
  const part = parseParts(message.raw);
  known.set(message, { raw: message.raw, part });
  return part;
};

const bare = (html: string): string =>
  html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What one reads of it, roughly: for snippets and for the search. */
export const plainText = (message: StoredMessage): string => {
  const parts = allParts(partsOf(message)).filter(({ filename }) => filename === '');
  const text = parts.find(({ mimeType, content }) => mimeType === 'text/plain' && content.length > 0);
  if (text) return text.content.toString('utf8');
  return bare(parts.find(({ mimeType }) => mimeType === 'text/html')?.content.toString('utf8') ?? '');
};

const LONGEST = 200;
export const snippetOf = (message: StoredMessage): string =>
  plainText(message).slice(0, 4_000).replace(/\s+/g, ' ').trim().slice(0, LONGEST);

export const attachmentsOf = (message: StoredMessage): Part[] =>
  allParts(partsOf(message)).filter(({ filename }) => filename !== '');
