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

const wordsIn = (message: StoredMessage, type: 'text/plain' | 'text/html'): string => {
  const found = allParts(partsOf(message)).find(({ filename, mimeType }) => filename === '' && mimeType === type);
  return found?.content.toString('utf8') ?? '';
};

/** What one reads of it, roughly: for the search. */
export const plainText = (message: StoredMessage): string =>
  wordsIn(message, 'text/plain') || bare(wordsIn(message, 'text/html'));

const LONGEST = 200;
const firstWords = (text: string): string => text.slice(0, 4_000).replace(/\s+/g, ' ').trim().slice(0, LONGEST);
/** Of what is shown, so with the line that is hidden in it for this very place, if there is one. */
export const snippetOf = (message: StoredMessage): string =>
  firstWords(bare(wordsIn(message, 'text/html'))) || firstWords(wordsIn(message, 'text/plain'));

export const attachmentsOf = (message: StoredMessage): Part[] =>
  allParts(partsOf(message)).filter(({ filename }) => filename !== '');
