import type { FeedbackAnswer, FeedbackRequest } from '@parley/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/lib/api';
import { ApiError, messageOf, OfflineError } from '@/lib/api-error';
import { onSignedOut } from '@/lib/auth-session';
import { createStore, useStore } from '@/lib/store';
import { type Settled, withSettled } from '../settled';

export const usePendingRequests = () =>
  useQuery({
    queryKey: ['pending'],
    queryFn: async () => (await api<{ items: FeedbackRequest[] }>('/api/feedback-requests?status=PENDING')).items,
  });

const settled = createStore<Settled>({});
const remember = (request: FeedbackRequest) => settled.set((held) => withSettled(held, request));
onSignedOut(() => settled.set({}));

/** The request as known by now: an end is never taken back by an older picture. */
export const useNewest = (request: FeedbackRequest): FeedbackRequest => {
  const known = useStore(settled)[request.id];
  return request.status === 'PENDING' && known ? known : request;
};

export interface Refusal {
  message: string;
  /** By field path, for forms. */
  fields: Readonly<Record<string, string>>;
  retryAt: number | null;
}

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof OfflineError)
    return { message: 'Not sent: Parley cannot be reached. Your answer is kept here.', fields: {}, retryAt: null };
  const fields: Record<string, string> = {};
  if (error instanceof ApiError) for (const { path, message } of error.fieldErrors) fields[path] ??= message;
  const wait = error instanceof ApiError && error.status === 429 ? (error.retryAfter ?? 5) : null;
  return { message: messageOf(error), fields, retryAt: wait === null ? null : Date.now() + wait * 1_000 };
};

const settledIn = (error: unknown): FeedbackRequest | null => {
  if (!(error instanceof ApiError) || error.code !== 'feedback_already_settled') return null;
  return (error.problem?.request as FeedbackRequest | undefined) ?? null;
};

/** Sends an answer once. A lost race ends in the other's answer plus `superseded`, which says who was first. */
export const useAnswer = (request: FeedbackRequest) => {
  const client = useQueryClient();
  const [sending, setSending] = useState<FeedbackAnswer | 'cancel' | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [superseded, setSuperseded] = useState<string | null>(null);

  const run = async (what: FeedbackAnswer | 'cancel', call: () => Promise<FeedbackRequest>): Promise<boolean> => {
    setSending(what);
    setRefusal(null);
    try {
      remember(await call());
      return true;
    } catch (error) {
      const other = settledIn(error);
      if (other) {
        remember(other);
        setSuperseded(messageOf(error));
      } else setRefusal(refusalOf(error));
      return false;
    } finally {
      setSending(null);
      void client.invalidateQueries({ queryKey: ['pending'] });
    }
  };

  const post = (path: string, body: unknown) =>
    api<FeedbackRequest>(`/api/feedback-requests/${request.id}/${path}`, { method: 'POST', body });
  return {
    sending,
    refusal,
    superseded,
    answer: (answer: FeedbackAnswer) => run(answer, () => post('answer', { answer })),
    withdraw: () => run('cancel', () => post('cancel', {})),
  };
};
export type AnswerControl = ReturnType<typeof useAnswer>;

export const answerText = (requestId: string, text: string) =>
  api<FeedbackRequest>(`/api/feedback-requests/${requestId}/answer`, {
    method: 'POST',
    body: { answer: { type: 'TEXT', text } },
  }).then((request) => {
    remember(request);
    return request;
  });
