import type { FeedbackRequest, Urgency } from '@parley/contracts';

export type InboxFilter = 'ALL' | Urgency | 'SNOOZED';

export interface InboxItem {
  request: FeedbackRequest;
  /** It waits for the person now: neither ended, nor snoozed, nor handed on. */
  waits: boolean;
  asleep: boolean;
  /** It came to the list asleep, so it is not among what waits. What is snoozed here stays in its place. */
  apart: boolean;
}

const RANK: Record<Urgency, number> = { HIGH: 0, NORMAL: 1, LOW: 2 };

const fits = ({ request, asleep, apart }: InboxItem, filter: InboxFilter) => {
  if (filter === 'SNOOZED') return asleep;
  return !apart && (filter === 'ALL' || request.question.urgency === filter);
};

/** Urgent first, then what waits longest. */
export const filterItems = (items: readonly InboxItem[], filter: InboxFilter): InboxItem[] =>
  items
    .filter((item) => fits(item, filter))
    .sort(
      ({ request: a }, { request: b }) =>
        RANK[a.question.urgency] - RANK[b.question.urgency] || a.createdAt.localeCompare(b.createdAt),
    );

/** How many wait behind each filter; of the snoozed ones all. */
export const countItems = (items: readonly InboxItem[], filter: InboxFilter) =>
  items.filter((item) => fits(item, filter) && (item.waits || filter === 'SNOOZED')).length;
