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

export const dropCardDraft = (requestId: string) => storage.clear(`${KEY}${requestId}.`);
onSignedOut(() => storage.clear(KEY));
