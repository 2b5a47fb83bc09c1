import type { FeedbackRequest, Urgency } from '@parley/contracts';

const RANK: Record<Urgency, number> = { HIGH: 0, NORMAL: 1, LOW: 2 };
export type UrgencyFilter = 'ALL' | Urgency;

/** Urgent first, then what waits longest. */
export const sortRequests = (requests: readonly FeedbackRequest[], filter: UrgencyFilter): FeedbackRequest[] =>
  requests
    .filter((request) => filter === 'ALL' || request.question.urgency === filter)
    .sort((a, b) => RANK[a.question.urgency] - RANK[b.question.urgency] || a.createdAt.localeCompare(b.createdAt));
