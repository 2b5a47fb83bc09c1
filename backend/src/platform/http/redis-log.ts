import { createHash } from 'node:crypto';
import { type RedisLink, RedisScript } from '../redis/index.js';
import type { RateDecision, RateRule } from './rate-limiter.js';

/** Redis' own clock, in microseconds: those of the processes need not agree. */
const CLOCK = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]`;

/**
 * A sliding log: a list of the last hits that were allowed, never more of them than the limit, gone with its window. There
 * is room when the one that is `limit` places from the end is none, or has left the window. Numbers are written out:
 * Lua's own way to write them drops the last digits of a time in microseconds.
 */
export const TAKE = `
local log, since = KEYS[1], KEYS[2]
local limit, window = tonumber(ARGV[1]), ARGV[2] * 1000
redis.call('SET', since, string.format('%.0f', now), 'NX')
local age = now - redis.call('GET', since)
local first = redis.call('LINDEX', log, -limit)
if first and first + window > now then
  return {0, math.ceil((first + window - now) / 1000), math.floor(age / 1000)}
end
redis.call('RPUSH', log, string.format('%.0f', now))
redis.call('LTRIM', log, -limit, -1)
redis.call('PEXPIRE', log, ARGV[2] + 1)
return {1, 0, math.floor(age / 1000)}`;

/** Since when Redis remembers hits. It goes with them when Redis forgets everything. */
export const SINCE_KEY = 'limit:since';

export interface SharedDecision extends RateDecision {
  /** What was allowed before that long ago, Redis may not know. */
  remembersMs: number;
}

/** The log of hits that all processes share. One round trip; its clock is that of Redis. */
export class RedisLog {
  private readonly script = new RedisScript<[number, number, number]>(CLOCK + TAKE);

  /** @param answerWithinMs how long somebody waits for it; left out: as for any question to Redis */
  constructor(
    private readonly redis: RedisLink,
    private readonly answerWithinMs?: number,
  ) {}

  /** @throws RedisAway */
  async take(key: string, { limit, windowMs }: RateRule): Promise<SharedDecision> {
    const keys = [logKey(key), SINCE_KEY];
    const reply = await this.redis.ask(
      (client) => this.script.run(client, keys, [limit, windowMs]),
      this.answerWithinMs,
    );
    const [allowed, retryAfterMs, remembersMs] = reply;
    return { allowed: allowed === 1, retryAfterMs, remembersMs };
  }

  /** @param handler told when a connection stands that did not: hits may have been allowed of which Redis knows nothing */
  onUp(handler: () => void): void {
    this.redis.onUp(handler);
  }
}

/** A key may be as long as an account name that somebody made up, and is nobody's business. */
const logKey = (key: string): string => `limit:${createHash('sha256').update(key).digest('base64url')}`;
