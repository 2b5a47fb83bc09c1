import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '../../src/kernel/index.js';
import { RedisLog, SINCE_KEY, TAKE } from '../../src/platform/http/redis-log.js';
import { SharedLimiter } from '../../src/platform/http/shared-limiter.js';
import { SlidingWindowLimiter } from '../../src/platform/http/sliding-window-limiter.js';
import { RedisLink } from '../../src/platform/redis/index.js';
import { soon } from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

const rule = { limit: 30, windowMs: 1_500 };
/** So that a busy machine is not taken for a Redis that hangs. */
const PATIENT_MS = 10_000;

/** A try, between the two moments something of which allowed it. */
interface Allowed {
  asked: number;
  answered: number;
}

const limiterOn = (link: RedisLink, answerWithinMs?: number) =>
  new SharedLimiter(new RedisLog(link, answerWithinMs), new SlidingWindowLimiter(new SystemClock()), () => 2);

/** No `limit` + 1 of them lie for certain in one window. */
const expectWithin = (allowed: Allowed[], { limit, windowMs }: typeof rule) => {
  const byTime = [...allowed].sort((a, b) => a.answered - b.answered);
  for (let i = 0; i + limit < byTime.length; i++) {
    const some = byTime.slice(i, i + limit + 1);
    const span = Math.max(...some.map((one) => one.answered)) - Math.min(...some.map((one) => one.asked));
    expect(span, `${limit + 1} hits within ${span} ms`).toBeGreaterThanOrEqual(windowMs);
  }
};

describe.skipIf(!redisServer)('the limit of all processes', () => {
  let redis: RedisServer;
  let links: RedisLink[];
  let processes: SharedLimiter[];

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    await redis.wipe();
    // As one that has been there for a while.
    await redis.tell('SET', SINCE_KEY, '0');
    links = ['one', 'two'].map((name) => new RedisLink(redis.url, name, PATIENT_MS));
    processes = links.map((link) => limiterOn(link, PATIENT_MS));
    await soon(() => expect(links.every(({ isUp }) => isUp)).toBe(true));
  });
  afterEach(() => {
    for (const link of links) link.close();
  });

  /** From both, in turns, so many at once. @returns those that were allowed */
  const tries = async (count: number, key = 'u', at = processes): Promise<Allowed[]> => {
    const all = Array.from({ length: count }, async (_, i) => {
      const asked = performance.now();
      const { allowed } = await at[i % at.length]!.take(key, rule);
      return allowed ? [{ asked, answered: performance.now() }] : [];
    });
    return (await Promise.all(all)).flat();
  };

  it('is exact: what the log in Redis decides is what a plain count of the window says', async () => {
    const client = new Redis(redis.url);
    const lua = `local now = tonumber(ARGV[3])${TAKE}`;
    const small = { limit: 4, windowMs: 60_000 };
    // In microseconds. Steps that fall on the edge of a window, beside it, and anywhere.
    const gap = fc.oneof(
      fc.integer({ min: 0, max: 30_000_000 }),
      fc.constantFrom(0, 1, 59_999_999, 60_000_000, 60_000_001, 20_000_000, 30_000_000),
    );
    let key = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(gap, { minLength: 1, maxLength: 40 }), async (gaps) => {
        const keys = [`model:${++key}`, 'model:since'];
        let now = 1_760_000_000_000_000;
        let passed: number[] = [];
        for (const step of gaps) {
          now += step;
          passed = passed.filter((at) => at > now - 60_000_000);
          const wait = passed.length < small.limit ? 0 : Math.ceil((passed[0]! + 60_000_000 - now) / 1_000);
          const reply = (await client.eval(lua, 2, ...keys, small.limit, small.windowMs, now)) as number[];
          expect(reply.slice(0, 2)).toEqual([wait === 0 ? 1 : 0, wait]);
          if (wait === 0) passed.push(now);
        }
        expect(await client.llen(keys[0]!)).toBeLessThanOrEqual(small.limit);
        expect(await client.pttl(keys[0]!)).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
    client.disconnect();
  });

  it('lets through 30 in no matter which window, of 10,000 tries at two processes', async () => {
    const allowed: Allowed[] = [];
    const until = performance.now() + 3 * rule.windowMs;
    let tried = 0;
    while (tried < 10_000 || performance.now() < until) {
      allowed.push(...(await tries(200)));
      tried += 200;
    }
    expectWithin(allowed, rule);
    expect(allowed.length).toBeGreaterThanOrEqual(60);
  });

  it('knows no edge: a burst before it and one after it get no more than one', async () => {
    const allowed = await tries(29);
    // Whatever fixed windows there might be, several end in between.
    for (const part of [0.3, 0.6, 0.9, 1.2]) {
      const at = (allowed[0]?.asked ?? 0) + rule.windowMs * part;
      await soon(() => expect(performance.now()).toBeGreaterThan(at));
      allowed.push(...(await tries(100)));
    }
    expectWithin(allowed, rule);
    expect(allowed.length).toBeGreaterThanOrEqual(59);
  });

  it('gives each process its share while Redis is away, and for a window after it came back', async () => {
    const [one, two] = processes as [SharedLimiter, SharedLimiter];
    await redis.kill();
    await soon(() => expect(links.some(({ isUp }) => isUp)).toBe(false));
    expect(await tries(100, 'u', [one])).toHaveLength(15);
    expect(await tries(100, 'u', [two])).toHaveLength(15);
    await redis.begin();
    await soon(() => expect(links.every(({ isUp }) => isUp)).toBe(true));
    const allowed: Allowed[] = [];
    const until = performance.now() + 3 * rule.windowMs;
    while (performance.now() < until) allowed.push(...(await tries(50)));
    expectWithin(allowed, rule);
    expect(allowed.length).toBeGreaterThanOrEqual(30);
    // All is as before: one process may take it all.
    expect(await tries(100, 'other', [one])).toHaveLength(30);
  });

  it('is kept when Redis forgets everything', async () => {
    const allowed: Allowed[] = [];
    for (let i = 0; i < 20; i++) allowed.push(...(await tries(2)));
    expect(allowed).toHaveLength(30);
    await redis.wipe();
    const until = performance.now() + 2 * rule.windowMs;
    while (performance.now() < until) allowed.push(...(await tries(50)));
    expectWithin(allowed, rule);
    expect(allowed.length).toBeGreaterThanOrEqual(45);
  });

  it('is exceeded by the shares of the others at most, when all went through one process before Redis forgot', async () => {
    const [one, two] = processes as [SharedLimiter, SharedLimiter];
    expect(await tries(30, 'u', [one])).toHaveLength(30);
    await redis.wipe();
    const more = [...(await tries(100, 'u', [two])), ...(await tries(100, 'u', [one]))];
    expect(more.length).toBeLessThanOrEqual(15);
  });

  it('does not make everybody wait for a Redis that hangs', async () => {
    const link = new RedisLink(redis.url);
    await soon(() => expect(link.isUp).toBe(true));
    const limiter = limiterOn(link);
    redis.pause();
    try {
      const began = performance.now();
      let longest = 0;
      let count = 0;
      while (performance.now() - began < 2_500) {
        const at = performance.now();
        await limiter.take(`hang ${count++ % 50}`, rule);
        longest = Math.max(longest, performance.now() - at);
      }
      // A few wait for the time-out; hundreds find out from them.
      expect(count).toBeGreaterThan(200);
      expect(longest).toBeLessThan(2_000);
    } finally {
      redis.resume();
      link.close();
    }
  });

  it('says how long to wait, and waiting that long helps', async () => {
    await tries(100);
    const { allowed, retryAfterMs } = await processes[0]!.take('u', rule);
    expect(allowed).toBe(false);
    expect(retryAfterMs).toBeLessThanOrEqual(rule.windowMs);
    const began = performance.now();
    await soon(() => expect(performance.now() - began).toBeGreaterThan(retryAfterMs));
    expect((await processes[1]!.take('u', rule)).allowed).toBe(true);
  });
});
