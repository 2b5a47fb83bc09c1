import { describe, expect, it } from 'vitest';
import { countdown, timeWithDay } from './dates';

describe('countdown', () => {
  it.each([
    [-5, '0:00'],
    [1, '0:01'],
    [9_000, '0:09'],
    [89_001, '1:30'],
    [2 * 3_600_000 + 5 * 60_000, '2:05:00'],
    [3 * 24 * 3_600_000, '3 d'],
  ])('%i ms → %s', (ms, text) => expect(countdown(ms)).toBe(text));
});

describe('timeWithDay', () => {
  const now = new Date(2026, 10, 20, 14, 0).getTime();
  const on = (day: number, hour: number) => timeWithDay(new Date(2026, 10, day, hour, 2).toISOString(), now);
  it('leaves the day out today', () => expect(on(20, 9)).toBe('09:02'));
  it('says tomorrow', () => expect(on(21, 9)).toBe('tomorrow 09:02'));
  it('names the weekday within a week, the date after', () => {
    expect(on(23, 9)).toBe('Monday 09:02');
    expect(on(28, 9)).toBe('28 Nov 09:02');
  });
});
