import { describe, expect, it } from 'vitest';
import { backoffMs, MAX_TRIES } from './backoff.js';

describe('backoffMs', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [4, 4_000, 8_000],
    [9, 128_000, 256_000],
    [10, 150_000, 300_000],
    [40, 150_000, 300_000],
    [2_000, 150_000, 300_000],
  ])('after try %d lies between %d and %d ms', (tryNo, least, most) => {
    expect(backoffMs(tryNo, 0)).toBe(least);
    expect(backoffMs(tryNo, 1)).toBe(most);
    expect(backoffMs(tryNo, 0.5)).toBe((least + most) / 2);
  });

  it('is whole milliseconds', () => expect(Number.isInteger(backoffMs(1, 1 / 3))).toBe(true));

  it('lets all tries of a rung take no longer than somebody can wait', () => {
    const tries = Array.from({ length: MAX_TRIES - 1 }, (_, index) => backoffMs(index + 1, 1));
    expect(tries.reduce((sum, ms) => sum + ms, 0)).toBe(15_000);
  });
});
