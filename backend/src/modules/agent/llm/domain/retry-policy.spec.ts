import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LlmError, type LlmErrorKind } from './llm-error.js';
import { DEFAULT_RETRY_POLICY as policy, retryDelayMs } from './retry-policy.js';

const error = (kind: LlmErrorKind, retryAfterMs?: number) =>
  new LlmError(kind, 'x', retryAfterMs === undefined ? {} : { retryAfterMs });

describe('retryDelayMs', () => {
  it.each<[LlmErrorKind, boolean]>([
    ['rate_limited', true],
    ['unavailable', true],
    ['timeout', true],
    ['unauthorized', false],
    ['bad_request', false],
    ['unparsable', false],
    ['truncated', false],
    ['cancelled', false],
  ])('%s is tried again: %s', (kind, again) => {
    expect(retryDelayMs(policy, error(kind), 1, () => 0) !== undefined).toBe(again);
  });

  it.each([
    [1, 0, 200],
    [1, 1, 400],
    [2, 0, 400],
    [2, 1, 800],
    [3, 0, undefined],
  ])('after %i tries with random %d waits %s ms', (tried, random, expected) => {
    expect(retryDelayMs(policy, error('unavailable'), tried, () => random)).toBe(expected);
  });

  it('gives the client up when told to stay away too long', () => {
    expect(retryDelayMs(policy, error('rate_limited', 30_001), 1, () => 0)).toBeUndefined();
    expect(retryDelayMs(policy, error('rate_limited', 30_000), 1, () => 0)).toBe(30_000);
  });

  it('never comes back earlier than told, and never much later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (told, random) => {
        const wait = retryDelayMs(policy, error('rate_limited', told), 1, () => random) ?? -1;
        return wait >= told && wait <= told + policy.maxDelayMs;
      }),
    );
  });
});
