import type { FeedbackRequest } from '@parley/contracts';

/** Ends that this tab learned from an answer's reply, ahead of the event that tells the same. */
export type Settled = Readonly<Record<string, FeedbackRequest>>;

/** The event follows within moments, so only the newest ends matter: a tab open for weeks need not keep them all. */
const KEPT = 100;

export const withSettled = (held: Settled, request: FeedbackRequest): Settled => {
  const { [request.id]: _older, ...others } = held;
  return Object.fromEntries([...Object.entries(others), [request.id, request] as const].slice(-KEPT));
};
