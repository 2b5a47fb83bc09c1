import { describe, expect, it } from 'vitest';
import { LegWatch } from './leg-watch.js';

const TIMES = { firstMs: 3_000, idleMs: 9_000, gapMs: 1_000, totalMs: 60_000 };
const begun = () => {
  const watch = new LegWatch(TIMES, 0);
  watch.sent(0);
  return watch;
};

describe('LegWatch', () => {
  it('asks again after a third of the first time, and gives up at its end', () => {
    const watch = begun();
    expect(watch.check(999)).toBe('wait');
    expect(watch.check(1_000)).toBe('resend');
    watch.sent(1_000);
    expect(watch.check(1_999)).toBe('wait');
    expect(watch.check(2_000)).toBe('resend');
    expect(watch.check(3_000)).toBe('silent');
  });

  it('takes any sign of life for one', () => {
    const watch = begun();
    for (let now = 2_000; now < 50_000; now += 2_000) {
      watch.heard(now);
      expect(watch.check(now + 1_999)).toBe('wait');
    }
  });

  it('asks again in silence, and then gives up', () => {
    const watch = begun();
    watch.heard(100);
    expect(watch.check(3_099)).toBe('wait');
    expect(watch.check(3_100)).toBe('resend');
    expect(watch.check(9_100)).toBe('idle');
  });

  it('asks for what is missing, with longer and longer pauses, and gives up after eight times', () => {
    const watch = begun();
    const asked: number[] = [];
    let verdict = '';
    for (let now = 0; now < 59_000 && verdict !== 'incomplete'; now += 100) {
      watch.heard(now);
      watch.gap(true, now);
      verdict = watch.check(now);
      if (verdict !== 'resend') continue;
      asked.push(now);
      watch.sent(now);
    }
    expect(asked.slice(0, 5)).toEqual([1_000, 3_000, 7_000, 15_000, 23_000]);
    expect(asked).toHaveLength(8);
    expect(verdict).toBe('incomplete');
  });

  it('forgets the pauses when something came of it', () => {
    const watch = begun();
    watch.heard(0);
    watch.gap(true, 0);
    watch.sent(1_000);
    watch.progressed();
    watch.gap(true, 1_100);
    watch.heard(1_100);
    expect(watch.check(2_099)).toBe('wait');
    expect(watch.check(2_100)).toBe('resend');
  });

  it('comes back soon to where nobody was', () => {
    const watch = begun();
    watch.noResponders();
    expect(watch.check(499)).toBe('wait');
    expect(watch.check(500)).toBe('resend');
    watch.sent(500);
    expect(watch.check(1_000)).toBe('wait');
  });

  it('ends in time, however lively it is', () => {
    const watch = begun();
    watch.heard(59_999);
    expect(watch.check(59_999)).toBe('wait');
    expect(watch.check(60_000)).toBe('too-late');
  });
});
