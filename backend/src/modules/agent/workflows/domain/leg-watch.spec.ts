import { describe, expect, it } from 'vitest';
import { LegWatch, type Verdict } from './leg-watch.js';

const TIMES = { firstMs: 3_000, idleMs: 9_000, gapMs: 1_000, totalMs: 60_000 };
const begun = () => {
  const watch = new LegWatch(TIMES, 0);
  watch.sent(0);
  return watch;
};
/** Hears nothing from `since` on, and asks whenever it is told to. */
const silence = (watch: LegWatch, since: number) => {
  const asked: number[] = [];
  let verdict: Verdict = 'wait';
  for (let now = since; verdict === 'wait' || verdict === 'resend'; now += 1) {
    verdict = watch.check(now);
    if (verdict !== 'resend') continue;
    asked.push(now);
    watch.sent(now);
  }
  return { asked, verdict };
};

describe('LegWatch', () => {
  it('asks again after a third of the first time, then every ninth of it, and gives up at its end', () => {
    const { asked, verdict } = silence(begun(), 0);
    expect(asked).toEqual([1_000, 1_334, 1_668, 2_002, 2_336, 2_670]);
    expect(verdict).toBe('silent');
  });

  it('takes any sign of life for one', () => {
    const watch = begun();
    for (let now = 2_000; now < 50_000; now += 2_000) {
      watch.heard(now);
      expect(watch.check(now + 1_999)).toBe('wait');
    }
  });

  it('asks again in the middle of an answer as well, so that one request that is lost does not end it', () => {
    const watch = begun();
    watch.heard(100);
    const { asked, verdict } = silence(watch, 100);
    expect(asked).toEqual([3_100, 4_100, 5_100, 6_100, 7_100, 8_100]);
    expect(verdict).toBe('idle');
  });

  it('is patient again after a sign of life', () => {
    const watch = begun();
    watch.heard(100);
    watch.sent(3_100);
    watch.heard(3_200);
    expect(watch.check(6_199)).toBe('wait');
    expect(watch.check(6_200)).toBe('resend');
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
    watch.heard(0);
    watch.noResponders();
    expect(watch.check(499)).toBe('wait');
    expect(watch.check(500)).toBe('resend');
    watch.sent(500);
    expect(watch.check(2_999)).toBe('wait');
  });

  it('ends in time, however lively it is', () => {
    const watch = begun();
    watch.heard(59_999);
    expect(watch.check(59_999)).toBe('wait');
    expect(watch.check(60_000)).toBe('too-late');
  });
});
