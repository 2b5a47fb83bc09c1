import { storage } from '@/lib/storage';

/** What a person began to answer lies under `parley.answer.<request>.<field>`. */
const PREFIX = 'parley.answer.';
export const cardDraftKey = (requestId: string, field: string) => `${PREFIX}${requestId}.${field}`;

const WORDS = ['text', 'other', 'comment', 'wish'];

/** The words a person began to write, for when the question ends without them. */
export const draftWords = (requestId: string): string =>
  WORDS.map((field) => storage.getJson<string | null>(cardDraftKey(requestId, field), null)?.trim())
    .filter(Boolean)
    .join('\n');

export const dropCardDraft = (requestId: string) => storage.clear(cardDraftKey(requestId, ''));
export const dropCardDrafts = () => storage.clear(PREFIX);
