import type { FeedbackRequest } from '@parley/contracts';
import { expect, it } from 'vitest';
import { isMine, isSnoozed, waitsForMe } from './whose-turn';

const now = Date.parse('2026-11-20T12:00:00.000Z');
const request = (change: Partial<FeedbackRequest> = {}) =>
  ({ status: 'PENDING', assigneeId: 'ann', snoozedUntil: null, ...change }) as FeedbackRequest;

it('waits for its assignee, until it is answered', () => {
  expect(waitsForMe(request(), 'ann', now)).toBe(true);
  expect(waitsForMe(request(), 'bob', now)).toBe(false);
  expect(waitsForMe(request({ status: 'ANSWERED' }), 'ann', now)).toBe(false);
});

it('waits for nobody while it sleeps, and again afterwards', () => {
  expect(waitsForMe(request({ snoozedUntil: '2026-11-20T12:00:01.000Z' }), 'ann', now)).toBe(false);
  expect(waitsForMe(request({ snoozedUntil: '2026-11-20T11:59:59.000Z' }), 'ann', now)).toBe(true);
  expect(isSnoozed(request({ status: 'EXPIRED', snoozedUntil: '2026-11-21T12:00:00.000Z' }), now)).toBe(false);
});

it('leaves it to the server while it is not known who looks', () => {
  expect(isMine(request(), undefined)).toBe(true);
});
