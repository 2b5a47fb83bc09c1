import { useCallback, useEffect, useState } from 'react';
import { storage } from '@/lib/storage';

export const DRAFT_KEY = 'parley.draft.';

/** Text that outlives the page until it is sent. */
export const useDraft = (sessionId: string) => {
  const [text, setText] = useState(() => storage.get(DRAFT_KEY + sessionId) ?? '');
  useEffect(() => setText(storage.get(DRAFT_KEY + sessionId) ?? ''), [sessionId]);
  const change = useCallback(
    (next: string) => {
      setText(next);
      if (next) storage.set(DRAFT_KEY + sessionId, next);
      else storage.remove(DRAFT_KEY + sessionId);
    },
    [sessionId],
  );
  return [text, change] as const;
};
