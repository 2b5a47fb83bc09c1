import type { FeedbackRequest } from '@parley/contracts';
import { expect, it } from 'vitest';
import { waitingOf } from './waiting-of';

const now = new Date(2026, 10, 20, 14, 0).getTime();
const request = (change: Partial<FeedbackRequest> = {}) =>
  ({ id: 'q', snoozedUntil: null, delegation: null, ...change }) as FeedbackRequest;

it('says whom or what the agent waits for', () => {
  const bob = { id: 'bob', name: 'Bob' };
  const handed = request({ delegation: { by: bob, to: bob, at: '' } });
  const past = new Date(2026, 10, 20, 9, 0).toISOString();
  const handedLater = request({ delegation: { by: bob, to: bob, at: '' }, snoozedUntil: past });
  const asleep = request({ snoozedUntil: new Date(2026, 10, 21, 9, 0).toISOString() });
  const awake = request({ snoozedUntil: past });
  expect(waitingOf([], [], now)).toBeNull();
  expect(waitingOf([awake], [awake], now)?.text).toBe('Waiting for you');
  expect(waitingOf([awake, awake, handed], [awake, awake], now)?.text).toBe('2 questions wait for you');
  expect(waitingOf([handed], [], now)?.text).toBe('Waiting for Bob');
  expect(waitingOf([handedLater], [], now)?.text).toBe('Waiting for Bob');
  expect(waitingOf([asleep], [], now)?.text).toBe('Snoozed until tomorrow 09:00');
  expect(waitingOf([asleep], [], now)?.asleep).toBe(true);
});
