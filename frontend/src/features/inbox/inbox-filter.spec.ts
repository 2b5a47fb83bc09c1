import type { FeedbackRequest, Urgency } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { countItems, filterItems, type InboxItem } from './inbox-filter';

const item = (id: string, urgency: Urgency, minute: number, change: Partial<InboxItem> = {}): InboxItem => ({
  request: {
    id,
    createdAt: `2026-11-20T12:0${minute}:00.000Z`,
    question: { urgency },
  } as FeedbackRequest,
  waits: true,
  asleep: false,
  apart: false,
  ...change,
});
const items = [
  item('low', 'LOW', 1),
  item('young', 'NORMAL', 5),
  item('old', 'NORMAL', 2),
  item('answered', 'HIGH', 3, { waits: false }),
  item('urgent', 'HIGH', 4),
  item('asleep', 'HIGH', 0, { waits: false, asleep: true, apart: true }),
  item('snoozed here', 'LOW', 6, { waits: false, asleep: true }),
];
const shown = (filter: Parameters<typeof filterItems>[1]) =>
  filterItems(items, filter).map(({ request }) => request.id);

describe('the inbox', () => {
  it('shows urgent ones first, then what waits longest; what was answered stays in its place', () => {
    expect(shown('ALL')).toEqual(['answered', 'urgent', 'old', 'young', 'low', 'snoozed here']);
  });

  it('keeps snoozed ones apart, but for those that were snoozed here', () => {
    expect(shown('SNOOZED')).toEqual(['asleep', 'snoozed here']);
    expect(shown('HIGH')).toEqual(['answered', 'urgent']);
  });

  it('counts only what waits', () => {
    expect(countItems(items, 'ALL')).toBe(4);
    expect(countItems(items, 'HIGH')).toBe(1);
    expect(countItems(items, 'SNOOZED')).toBe(2);
  });
});
