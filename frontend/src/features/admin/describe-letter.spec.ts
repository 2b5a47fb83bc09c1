import type { DeadLetter } from '@parley/contracts';
import { expect, it } from 'vitest';
import { keepTried, sendTime } from './describe-letter';

const letter = (id: string, minute: number) => ({ id, at: `2026-11-20T12:0${minute}:00.000Z` }) as DeadLetter;

it('keeps what was tried again in sight, once and in its place', () => {
  const tried = new Map([
    ['gone', letter('gone', 3)],
    ['still', letter('still', 1)],
  ]);
  const shown = keepTried([letter('new', 5), letter('still', 1)], tried);
  expect(shown.map(({ id }) => id)).toEqual(['new', 'gone', 'still']);
});

it('tells how long a provider took', () => {
  const startedAt = '2026-11-20T12:00:00.000Z';
  expect(sendTime({ startedAt, endedAt: '2026-11-20T12:00:00.420Z' })).toBe(420);
  expect(sendTime({ startedAt, endedAt: null })).toBeNull();
});
