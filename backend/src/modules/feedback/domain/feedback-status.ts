import type { FeedbackStatus } from '@parley/contracts';

/** Allowed moves of a request. A terminal status has none: the database holds the same rule by trigger. */
export const FEEDBACK_TRANSITIONS: Readonly<Record<FeedbackStatus, readonly FeedbackStatus[]>> = {
  PENDING: ['ANSWERED', 'EXPIRED', 'CANCELLED', 'UNDELIVERABLE'],
  ANSWERED: [],
  EXPIRED: [],
  CANCELLED: [],
  UNDELIVERABLE: [],
};

export const isTerminal = (status: FeedbackStatus): boolean => FEEDBACK_TRANSITIONS[status].length === 0;
