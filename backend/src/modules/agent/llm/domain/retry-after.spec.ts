import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.js';

const now = Date.parse('2026-03-01T12:00:00Z');

describe('retryAfterMs', () => {
  it.each([
    ['7', 7_000],
    [' 2 ', 2_000],
    ['0', 0],
    ['0.5', 500],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['Sunblock', undefined],
    ['', undefined],
    ['1e9', undefined],
  ])('reads %j', (value, expected) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }), now)).toBe(expected);
  });

  it('prefers the exact header and takes none for none', () => {
    expect(retryAfterMs(new Headers({ 'retry-after': '3', 'retry-after-ms': '1200' }), now)).toBe(1_200);
    expect(retryAfterMs(new Headers(), now)).toBeUndefined();
  });
});
