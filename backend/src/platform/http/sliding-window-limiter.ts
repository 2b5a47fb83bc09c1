import type { Clock } from '../../kernel/index.js';
import { type RateDecision, RateLimiter, type RateRule } from './rate-limiter.js';

interface Log {
  /** Times of the hits that were allowed, oldest first; never more than the limit. */
  hits: number[];
  /** From this time on the log says nothing any more. */
  emptyAt: number;
}

/**
 * A sliding log in the memory of one process: exact in every window, unlike counters per fixed window, which let twice
 * the limit through around their edges (reliability.md M10).
 */
export class SlidingWindowLimiter extends RateLimiter {
  /** Least recently used first. */
  private readonly logs = new Map<string, Log>();

  /** @param maxKeys bounds the memory. At the bound the keys that were idle longest are forgotten first. */
  constructor(
    private readonly clock: Clock,
    private readonly maxKeys = 50_000,
  ) {
    super();
  }

  async take(key: string, rule: RateRule): Promise<RateDecision> {
    const decision = this.look(key, rule);
    if (decision.allowed) this.record(key, rule);
    return decision;
  }

  /** What a hit would be told; it does not count. */
  look(key: string, rule: RateRule): RateDecision {
    const now = this.now();
    const hits = this.logs.get(key)?.hits ?? [];
    // The one that must leave the window first; none when there is room.
    const blocking = hits[hits.length - rule.limit];
    if (blocking === undefined || blocking <= now - rule.windowMs) return { allowed: true, retryAfterMs: 0 };
    return { allowed: false, retryAfterMs: blocking + rule.windowMs - now };
  }

  /** Counts a hit that was allowed. */
  record(key: string, rule: RateRule): void {
    const now = this.now();
    const hits = this.logs.get(key)?.hits ?? [];
    forgetUntil(hits, now - rule.windowMs);
    hits.push(now);
    this.store(key, { hits, emptyAt: now + rule.windowMs }, now);
  }

  get size(): number {
    return this.logs.size;
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private store(key: string, log: Log, now: number) {
    this.logs.delete(key);
    this.logs.set(key, log);
    // A few per call: the map shrinks back after a flood without ever a long pause.
    let looked = 0;
    for (const [oldest, { emptyAt }] of this.logs) {
      if (oldest === key || ++looked > 4) break;
      if (emptyAt <= now || this.logs.size > this.maxKeys) this.logs.delete(oldest);
    }
  }
}

/** Drops what has left the window from the front: the cost of a hit does not grow with the limit. */
const forgetUntil = (hits: number[], time: number): void => {
  let gone = 0;
  while (gone < hits.length && hits[gone]! <= time) gone++;
  if (gone > 0) hits.splice(0, gone);
};
