import { useCallback, useState } from 'react';
import { storage } from '@/lib/storage';
import { cardDraftKey } from '../card-drafts';

/** What a person began to answer: it survives scrolling away and a reload, until the question ends. */
export const useCardDraft = <T>(requestId: string, field: string, initial: T) => {
  const key = cardDraftKey(requestId, field);
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
