import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clock } from '../../kernel/index.js';
import { SlidingWindowLimiter } from './sliding-window-limiter.js';

class TestClock extends Clock {
  at = 0;
  now() {
    return new Date(this.at);
  }
}

const rule = { limit: 30, windowMs: 60_000 };

describe('SlidingWindowLimiter', () => {
  it('lets no second burst through around the edge of a fixed window', async () => {
    const clock = new TestClock();
    const limiter = new SlidingWindowLimiter(clock);
    const burst = async () => {
      let allowed = 0;
      for (let i = 0; i < 100; i++) if ((await limiter.take('u', rule)).allowed) allowed++;
      return allowed;
    };
    clock.at = 59_990;
    expect(await burst()).toBe(30);
    clock.at = 60_010;
    expect(await burst()).toBe(0);
    clock.at = 59_990 + 59_999;
    expect(await burst()).toBe(0);
    clock.at = 59_990 + 60_000;
    expect(await burst()).toBe(30);
  });

  it('never exceeds the limit in any window, whatever the times', async () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(pauses, async (gaps) => {
        const clock = new TestClock();
        const limiter = new SlidingWindowLimiter(clock);
        const small = { limit: 5, windowMs: 1_000 };
        const passed: number[] = [];
        for (const gap of gaps) {
          clock.at += gap;
          const before = passed.filter((at) => at > clock.at - small.windowMs).length;
          const { allowed } = await limiter.take('u', small);
          // Exact in both directions: nothing beyond the limit passes, nothing below it is refused.
          expect(allowed).toBe(before < small.limit);
          if (allowed) passed.push(clock.at);
        }
      }),
    );
  });

  it('says how long to wait, and waiting that long helps', async () => {
    const clock = new TestClock();
    const limiter = new SlidingWindowLimiter(clock);
    const two = { limit: 2, windowMs: 1_000 };
    expect(await limiter.take('u', two)).toEqual({ allowed: true, retryAfterMs: 0 });
    clock.at = 300;
    expect(await limiter.take('u', two)).toEqual({ allowed: true, retryAfterMs: 0 });
    clock.at = 500;
    expect(await limiter.take('u', two)).toEqual({ allowed: false, retryAfterMs: 500 });
    clock.at = 999;
    expect((await limiter.take('u', two)).retryAfterMs).toBe(1);
    clock.at = 1_000;
    expect((await limiter.take('u', two)).allowed).toBe(true);
  });

  it('keeps keys apart and forgets what is over', async () => {
    const clock = new TestClock();
    const limiter = new SlidingWindowLimiter(clock, 100);
    for (let i = 0; i < 1_000; i++) await limiter.take(`flood ${i}`, rule);
    expect(limiter.size).toBe(100);
    clock.at = 120_000;
    for (let i = 0; i < 50; i++) await limiter.take('u', rule);
    expect(limiter.size).toBe(1);
  });
});
