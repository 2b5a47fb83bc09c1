export interface RateRule {
  /** At most this many … */
  limit: number;
  /** … in any window of this length, wherever it begins. */
  windowMs: number;
}

export interface RateDecision {
  allowed: boolean;
  /** 0 when allowed, else the time after which the next one is. */
  retryAfterMs: number;
}

/** Counts by key. A refused attempt does not count, so that waiting as told always helps. */
export abstract class RateLimiter {
  abstract take(key: string, rule: RateRule): Promise<RateDecision>;
}
