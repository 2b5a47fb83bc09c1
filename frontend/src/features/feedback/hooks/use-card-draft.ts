import { useCallback, useState } from 'react';
import { onSignedOut } from '@/lib/auth-session';
import { storage } from '@/lib/storage';

const KEY = 'parley.answer.';

/** What a person began to answer: it survives scrolling away and a reload, until the question ends. */
export const useCardDraft = <T>(requestId: string, field: string, initial: T) => {
  const key = `${KEY}${requestId}.${field}`;
  const [value, setValue] = useState<T>(() => storage.getJson(key, initial));
  const change = useCallback(
    (next: T) => {
      setValue(next);
      storage.setJson(key, next);
    },
    [key],
  );
  return [value, change] as const;
};

const WORDS = ['text', 'other', 'comment'];

/** The words a person began to write, for when the question ends without them. */
export const draftWords = (requestId: string): string =>
  WORDS.map((field) => storage.getJson<string | null>(`${KEY}${requestId}.${field}`, null)?.trim())
    .filter(Boolean)
    .join('\n');

export const dropCardDraft = (requestId: string) => storage.clear(`${KEY}${requestId}.`);
onSignedOut(() => storage.clear(KEY));
