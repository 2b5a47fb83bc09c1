import type { FeedbackRequest } from '@parley/contracts';
import { useRef } from 'react';

/**
 * What was just answered stays where it is, with its answer, until one leaves the inbox: a list that closes up under
 * the pointer makes one answer the wrong question.
 */
export const useKept = (pending: readonly FeedbackRequest[] | undefined): FeedbackRequest[] => {
  const kept = useRef(new Map<string, FeedbackRequest>());
  for (const request of pending ?? []) kept.current.set(request.id, request);
  return [...kept.current.values()];
};
