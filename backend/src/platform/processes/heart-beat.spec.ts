import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RedisLink } from '../redis/index.js';
import { HeartBeat } from './heart-beat.js';
import type { ProcessRepository } from './process.repository.js';
import { ProcessGauges } from './process-gauges.js';

const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  warn.mockClear();
});

const livesFor = async (ms: number, others: number, redis?: RedisLink) => {
  const processes = { beat: async () => ({ others, serving: 0 }), remove: async () => undefined };
  const heart = new HeartBeat('worker', processes as unknown as ProcessRepository, new ProcessGauges(), redis);
  await heart.onApplicationBootstrap();
  await vi.advanceTimersByTimeAsync(ms);
  await heart.onApplicationShutdown();
};

it('warns once when others work on its database and it can tell them nothing', async () => {
  await livesFor(60_000, 1);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('this one has no REDIS_URL')]]);
});

it.each([
  ['the one that it takes the place of may look alive', 18_000, 1, undefined],
  ['it is alone', 60_000, 0, undefined],
  ['it has a Redis', 60_000, 1, {} as RedisLink],
])('does not warn while %s', async (_why, ms, others, redis) => {
  await livesFor(ms, others, redis);
  expect(warn).not.toHaveBeenCalled();
});
