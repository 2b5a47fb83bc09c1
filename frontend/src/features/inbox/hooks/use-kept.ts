import type { FeedbackRequest } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '@/lib/api';
import { ApiError } from '@/lib/api-error';

/** Null: handed on by somebody else, so it is no longer the person's to see. */
const lookUp = async (id: string): Promise<[string, FeedbackRequest | null]> => {
  try {
    return [id, await api<FeedbackRequest>(`/api/feedback-requests/${id}`)];
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [id, null];
    throw error;
  }
};

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
  const found = useQuery({
    queryKey: ['gone', ...gone.map(({ id }) => id)],
    queryFn: () => Promise.all(gone.map(({ id }) => lookUp(id))),
    enabled: gone.length > 0,
  });
  for (const [id, request] of gone.length ? (found.data ?? []) : []) {
    if (request) kept.current.set(id, request);
    else kept.current.delete(id);
  }
  return [...kept.current.values()];
};
