import { RedisAway } from '../redis/index.js';
import { type RateDecision, RateLimiter, type RateRule } from './rate-limiter.js';
import type { RedisLog } from './redis-log.js';
import type { SlidingWindowLimiter } from './sliding-window-limiter.js';

/** Redis counts a hit some time after it was asked, at most its patience. So much sooner it may leave our own window. */
const JITTER_MS = 250;
/** One that did not answer is not waited for again so soon. */
const AWAY_MS = 1_000;

/**
 * One limit over all processes: Redis' log decides, exactly. This process keeps a log of what it allowed itself, which must
 * agree. While the shared log does not cover the whole window (Redis is away, was away, or has forgotten), a process lets
 * through only its share of the limit: together they stay within it, and nobody is locked out (OPS-1, OPS-5).
 */
export class SharedLimiter extends RateLimiter {
  /** By `performance.now()`: what was allowed before may be unknown to Redis. */
  private wholeSince = Number.NEGATIVE_INFINITY;
  private awayUntil = 0;
  private wasUp = false;

  /** @param serving how many processes share the limits, as was last heard */
  constructor(
    private readonly shared: RedisLog,
    private readonly own: SlidingWindowLimiter,
    private readonly serving: () => number,
  ) {
    super();
    shared.onUp(() => {
      if (this.wasUp) this.wholeSince = performance.now();
      this.wasUp = true;
    });
  }

  async take(key: string, rule: RateRule): Promise<RateDecision> {
    const mine = this.lookAtOwn(key, rule);
    if (!mine.allowed) return mine;
    const decision = await this.askRedis(key, rule);
    if (decision && !decision.allowed) return decision;
    // Again: others took from it while Redis was asked, and it may be that Redis has forgotten.
    const still = this.lookAtOwn(key, rule);
    if (still.allowed) this.own.record(key, rule);
    return still;
  }

  private lookAtOwn(key: string, rule: RateRule): RateDecision {
    const whole = performance.now() - this.wholeSince >= rule.windowMs;
    const limit = whole ? rule.limit : Math.max(1, Math.floor(rule.limit / this.serving()));
    const windowMs = whole ? rule.windowMs - JITTER_MS : rule.windowMs;
    const decision = this.own.look(key, { limit, windowMs });
    return decision.allowed ? decision : this.own.look(key, { limit, windowMs: rule.windowMs });
  }

  /** Undefined: Redis says nothing. */
  private async askRedis(key: string, rule: RateRule): Promise<RateDecision | undefined> {
    try {
      if (performance.now() < this.awayUntil) throw new RedisAway('Redis did not answer just now.');
      const { remembersMs, ...decision } = await this.shared.take(key, rule);
      this.wholeSince = Math.max(this.wholeSince, performance.now() - remembersMs);
      return decision;
    } catch (error) {
      if (!(error instanceof RedisAway)) throw error;
      this.missed();
      return undefined;
    }
  }

  private missed(): void {
    const now = performance.now();
    this.wholeSince = now;
    if (now >= this.awayUntil) this.awayUntil = now + AWAY_MS;
  }
}
