import { describe, expect, it } from 'vitest';
import { durationProblem, durationText, toDuration, toMs } from './duration';

describe('durations', () => {
  it.each([
    [1_000, '1 second'],
    [90_000, '90 seconds'],
    [60_000, '1 minute'],
    [90 * 60_000, '90 minutes'],
    [7_200_000, '2 hours'],
    [7 * 24 * 3_600_000, '7 days'],
  ])('%i ms reads %s, and means the same when typed', (ms, text) => {
    expect(durationText(ms)).toBe(text);
    expect(toMs(toDuration(ms))).toBe(ms);
  });

  it('says what is wrong with a wait', () => {
    const week = 7 * 24 * 3_600_000;
    expect(durationProblem({ amount: 8, unit: 'day' }, 1_000, week)).toBe('At most 7 days.');
    expect(durationProblem({ amount: 30, unit: 'second' }, 60_000, week)).toBe('At least 1 minute.');
    expect(durationProblem({ amount: 1.5, unit: 'hour' }, 1_000, week)).toMatch(/whole number/);
    expect(durationProblem({ amount: Number.NaN, unit: 'hour' }, 1_000, week)).toMatch(/whole number/);
    expect(durationProblem({ amount: 7, unit: 'day' }, 1_000, week)).toBeNull();
  });
});
