import type { FeedbackRequest } from '@parley/contracts';
import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '@/lib/api';
import { ApiError } from '@/lib/api-error';

/**
 * What was just answered stays where it is, with its answer, until one leaves the inbox: a list that closes up under
 * the pointer makes one answer the wrong question. What went from the list by itself, because it was answered elsewhere,
 * is looked up, so that it does not stand there as if it still waited.
 */
export const useKept = (pending: readonly FeedbackRequest[], myId: string | undefined): FeedbackRequest[] => {
  const kept = useRef(new Map<string, FeedbackRequest>());
  for (const request of pending) kept.current.set(request.id, request);
  const listed = new Set(pending.map(({ id }) => id));
  const gone = [...kept.current.values()].filter(
    (request) => request.status === 'PENDING' && request.assigneeId === myId && !listed.has(request.id),
  );
  const found = useQueries({
    queries: gone.map(({ id }) => ({
      queryKey: ['request', id],
      queryFn: () => api<FeedbackRequest>(`/api/feedback-requests/${id}`),
    })),
  });
  found.forEach(({ data, error }, index) => {
    const id = gone[index]?.id ?? '';
    if (data) kept.current.set(id, data);
    // Handed on by somebody else: it is no longer the person's to see.
    else if (error instanceof ApiError && error.status === 404) kept.current.delete(id);
  });
  return [...kept.current.values()];
};
