import type { LlmError, LlmErrorKind } from './llm-error.js';

export interface RetryPolicy {
  /** Calls at most to one client, the first included. */
  readonly maxTries: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** Told to stay away for longer than this, we do: the next client is asked instead. */
  readonly maxRetryAfterMs: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxTries: 3,
  baseDelayMs: 400,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 30_000,
};

/** Failures that may pass by themselves. A refused key or request stays refused, so it is never sent again. */
const PASSING: ReadonlySet<LlmErrorKind> = new Set(['rate_limited', 'unavailable', 'timeout']);

/**
 * Milliseconds to wait before try number `tried + 1` at the same client, or undefined to give that client up.
 * Exponential with equal jitter (half fixed, half random). Never earlier than the provider asked for.
 */
export const retryDelayMs = (
  policy: RetryPolicy,
  error: LlmError,
  tried: number,
  random: () => number,
): number | undefined => {
  if (!PASSING.has(error.kind) || tried >= policy.maxTries) return undefined;
  const told = error.retryAfterMs ?? 0;
  if (told > policy.maxRetryAfterMs) return undefined;
  const ceiling = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (tried - 1));
  const jittered = ceiling / 2 + (ceiling / 2) * random();
  return Math.ceil(told > 0 ? told + (jittered - ceiling / 2) : jittered);
};
