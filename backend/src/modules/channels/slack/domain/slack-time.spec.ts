import { expect, it } from 'vitest';
import { timeOf } from './slack-time.js';

it.each([
  ['1785585780.000001', '2026-08-01T12:03:00.000001Z'],
  ['1785585780.5', '2026-08-01T12:03:00.500000Z'],
  ['1785585780', '2026-08-01T12:03:00.000000Z'],
  ['9999999999.999999', '2286-11-20T17:46:39.999999Z'],
])('%s is %s', (ts, time) => {
  expect(timeOf(ts)).toBe(time);
  expect(Number.isNaN(Date.parse(time))).toBe(false);
});

it.each([undefined, '', 'now', '12345678901.0', '1.1234567', '-1.0'])('%s says no time', (ts) =>
  expect(timeOf(ts)).toBeUndefined(),
);
