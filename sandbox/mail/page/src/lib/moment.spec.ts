import { expect, it } from 'vitest';
import { dayAndTime, shortMoment } from './moment';

const at = (text: string): number => new Date(text).getTime();
const now = at('2026-11-21T18:00:00');

it.each([
  ['2026-11-21T08:05:00', '08:05', '08:05'],
  ['2026-11-20T23:59:00', '20 Nov', '20 Nov, 23:59'],
  ['2025-11-21T08:05:00', '21 Nov 2025', '21 Nov 2025, 08:05'],
])('%s is as short as can be', (text, short, long) => {
  expect([shortMoment(at(text), now), dayAndTime(at(text), now)]).toEqual([short, long]);
});
