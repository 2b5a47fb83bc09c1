import type { FeedbackAnswer, FeedbackRequest } from '@parley/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api';
import { ApiError, messageOf, OfflineError } from '@/lib/api-error';
import { onSignedOut } from '@/lib/auth-session';
import { lineDownSince } from '@/lib/realtime';
import { createStore, useStore } from '@/lib/store';
import { dropCardDrafts } from '../card-drafts';
import { createHeldAnswers } from '../held-answers';
import { type Settled, withSettled } from '../settled';

/** As many as the server gives at once: the inbox is everything that waits. */
const ALL = 500;

export const usePendingRequests = () =>
  useQuery({
    queryKey: ['pending'],
    queryFn: async () =>
      (await api<{ items: FeedbackRequest[] }>(`/api/feedback-requests${query({ status: 'PENDING', limit: ALL })}`))
        .items,
  });

const settled = createStore<Settled>({});
const remember = (request: FeedbackRequest) => settled.set((held) => withSettled(held, request));

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
  /** Not refused at all: it leaves by itself when the line is back. */
  held?: boolean;
}

const HELD: Refusal = {
  message: 'Parley cannot be reached. Your answer is kept here and is sent as soon as the line is back.',
  fields: {},
  retryAt: null,
  held: true,
};
const CHANGED: Refusal = {
  message: 'Not sent: Parley could not be reached, and the answer was touched since. Send it again.',
  fields: {},
  retryAt: null,
};

const refusalOf = (error: unknown): Refusal => {
  const fields: Record<string, string> = {};
  if (error instanceof ApiError) for (const { path, message } of error.fieldErrors) fields[path] ??= message;
  const wait = error instanceof ApiError && error.status === 429 ? (error.retryAfter ?? 5) : null;
  return { message: messageOf(error), fields, retryAt: wait === null ? null : Date.now() + wait * 1_000 };
};

const settledIn = (error: unknown): FeedbackRequest | null => {
  if (!(error instanceof ApiError) || error.code !== 'feedback_already_settled') return null;
  return (error.problem?.request as FeedbackRequest | undefined) ?? null;
};

const heldAnswers = createHeldAnswers(lineDownSince);

interface Progress {
  sending: FeedbackAnswer | 'cancel' | null;
  refusal: Refusal | null;
  /** Another answer was first: this one is recorded without effect. */
  tooLate: boolean;
  /** This page gave the answer that counts. */
  sent: boolean;
}
const IDLE: Progress = { sending: null, refusal: null, tooLate: false, sent: false };

/** Outside the cards: an answer that waits for the line leaves although its card is scrolled or navigated away. */
const progress = createStore<Readonly<Record<string, Progress>>>({});
const note = (id: string, change: Partial<Progress>) =>
  progress.set((all) => ({ ...all, [id]: { ...(all[id] ?? IDLE), ...change } }));

// Here and not beside the cards: every page that one signs out of loads this file, also those that show no card.
onSignedOut(() => {
  settled.set({});
  heldAnswers.clear();
  progress.set({});
  dropCardDrafts();
});

/** Sends an answer once. A lost race ends in the other's answer plus `tooLate`. */
export const useAnswer = (request: FeedbackRequest) => {
  const { id } = request;
  const client = useQueryClient();
  const { sending, refusal, tooLate, sent } = useStore(progress)[id] ?? IDLE;

  const run = async (what: FeedbackAnswer | 'cancel', path: string, body: unknown): Promise<boolean> => {
    heldAnswers.drop(id);
    note(id, { sending: what, refusal: null });
    try {
      remember(await api<FeedbackRequest>(`/api/feedback-requests/${id}/${path}`, { method: 'POST', body }));
      note(id, { sent: true });
      return true;
    } catch (error) {
      const other = settledIn(error);
      if (other) {
        remember(other);
        note(id, { tooLate: true });
      } else if (error instanceof OfflineError && what !== 'cancel') {
        note(id, { refusal: HELD });
        heldAnswers.hold(id, () => void run(what, path, body));
      } else note(id, { refusal: refusalOf(error) });
      return false;
    } finally {
      note(id, { sending: null });
      void client.invalidateQueries({ queryKey: ['pending'] });
    }
  };

  return {
    sending,
    refusal,
    tooLate,
    sent,
    answer: (answer: FeedbackAnswer) => run(answer, 'answer', { answer }),
    withdraw: () => run('cancel', 'cancel', {}),
    /** The person goes on with the card: what was given before no longer leaves by itself. */
    touch: () => {
      if (heldAnswers.drop(id)) note(id, { refusal: CHANGED });
    },
  };
};
/** The question ended: nothing is left to send. */
export const dropHeldAnswer = (requestId: string) => void heldAnswers.drop(requestId);
export type AnswerControl = ReturnType<typeof useAnswer>;

/** From the composer. Throws what to tell its writer, who gets the words back. */
export const answerText = async (requestId: string, text: string): Promise<FeedbackRequest> => {
  try {
    const body = { answer: { type: 'TEXT', text } };
    const request = await api<FeedbackRequest>(`/api/feedback-requests/${requestId}/answer`, { method: 'POST', body });
    remember(request);
    note(requestId, { sent: true });
    return request;
  } catch (error) {
    const other = settledIn(error);
    if (!other) throw error;
    remember(other);
    note(requestId, { tooLate: true });
    throw new Error('The question was closed before your answer arrived. Your words are back in the box.');
  }
};
