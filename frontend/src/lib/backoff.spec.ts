import { describe, expect, it } from 'vitest';
import { createBackoff } from './backoff';

const waits = (random: number, count: number) => {
  const backoff = createBackoff(500, 8_000, () => random);
  return Array.from({ length: count }, () => backoff.next());
};

describe('the back-off', () => {
  it('doubles up to the ceiling', () => {
    expect(waits(1, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  it('leaves half of each wait to chance', () => {
    expect(waits(0, 6)).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000]);
  });

  it('waits at least as long as it was asked to', () => {
    const backoff = createBackoff(500, 8_000, () => 0);
    expect(backoff.next(60_000)).toBe(60_250);
  });

  it('starts small again after a success', () => {
    const backoff = createBackoff(500, 8_000, () => 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });
});
