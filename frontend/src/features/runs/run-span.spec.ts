import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barOf as barIn, isTakenOver, runSpan, type Span, stepSpan, timeScale, wholeSpan } from './run-span';

const at = (second: number) => new Date(second * 1_000).toISOString();
const run = { createdAt: at(100), endedAt: at(200) };
const span = runSpan(run, 0);
/** Where all of the run is work. */
const barOf = (part: Span, whole: Span) => barIn(part, whole, timeScale([whole], whole));

describe('spans of a run', () => {
  it('goes until now while it works', () =>
    expect(runSpan({ createdAt: at(100), endedAt: null }, 150_000)).toEqual({ from: 100_000, to: 150_000 }));

  it('ends no earlier than it began, though the clock here is behind', () =>
    expect(runSpan({ createdAt: at(100), endedAt: null }, 90_000)).toEqual({ from: 100_000, to: 100_000 }));

  it('an unfinished step lasts until the end of the run', () =>
    expect(stepSpan({ startedAt: at(120), endedAt: null }, span)).toEqual({ from: 120_000, to: 200_000 }));

  it('a bar is its part of the run', () => {
    expect(barOf({ from: 125_000, to: 150_000 }, span)).toEqual({ left: 25, width: 25 });
    expect(barOf({ from: 150_000, to: 150_000 }, span)).toEqual({ left: 50, width: 0 });
  });

  it('what the run before did has no bar', () => {
    expect(isTakenOver({ startedAt: at(50) }, run)).toBe(true);
    expect(isTakenOver({ startedAt: at(100) }, run)).toBe(false);
    expect(barOf({ from: 50_000, to: 60_000 }, span)).toBeNull();
  });

  it('a run that took no time is filled', () =>
    expect(barOf({ from: 5, to: 5 }, { from: 5, to: 5 })).toEqual({ left: 0, width: 100 }));

  it('the span of several reaches from the first to the last', () => {
    expect(wholeSpan([])).toBeNull();
    expect(
      wholeSpan([
        { from: 3, to: 4 },
        { from: 1, to: 2 },
      ]),
    ).toEqual({ from: 1, to: 4 });
  });

  it('draws a long pause shorter, and work to scale', () => {
    const scale = timeScale(
      [
        { from: 100_000, to: 104_000 },
        { from: 196_000, to: 200_000 },
      ],
      span,
    );
    expect(scale.shortened).toBe(true);
    // 4 s of work, a pause that looks like 2 s, 4 s of work.
    expect(barIn({ from: 100_000, to: 104_000 }, span, scale)).toEqual({ left: 0, width: 40 });
    expect(barIn({ from: 104_000, to: 196_000 }, span, scale)).toEqual({ left: 40, width: 20 });
    expect(barIn({ from: 150_000, to: 198_000 }, span, scale)).toEqual({ left: 50, width: 30 });
  });

  it('leaves short pauses, and a run that only waited, as they are', () => {
    expect(timeScale([{ from: 101_000, to: 190_000 }], span).shortened).toBe(false);
    expect(timeScale([], span).shortened).toBe(false);
    expect(barIn({ from: 125_000, to: 150_000 }, span, timeScale([], span))).toEqual({ left: 25, width: 25 });
  });

  it('never leaves its track, and keeps the order', () => {
    const some = fc.tuple(fc.nat(1e6), fc.nat(1e6)).map(([from, length]) => ({ from, to: from + length }));
    fc.assert(
      fc.property(some, some, fc.array(some), some, (part, whole, work, other) => {
        const scale = timeScale(work, whole);
        const bar = barIn(part, whole, scale);
        if (!bar) return;
        expect(bar.left).toBeGreaterThanOrEqual(0);
        expect(bar.width).toBeGreaterThanOrEqual(0);
        expect(bar.left + bar.width).toBeLessThanOrEqual(100 + 1e-9);
        const next = barIn(other, whole, scale);
        if (next && other.from >= part.from) expect(next.left).toBeGreaterThanOrEqual(bar.left);
      }),
    );
  });
});
