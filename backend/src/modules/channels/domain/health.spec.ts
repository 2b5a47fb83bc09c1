import { describe, expect, it } from 'vitest';
import type { DeliveryErrorKind } from './channel-adapter.js';
import { failureWords, healthAfter } from './health.js';

const failure = (kind: DeliveryErrorKind, retryAfterMs?: number) =>
  ({ ok: false, kind, message: 'no\u0007 room', ...(retryAfterMs && { retryAfterMs }) }) as const;

describe('healthAfter', () => {
  it.each([
    [{ ok: true, receipt: {} } as const, 'ACTIVE'],
    [failure('unauthorized'), 'DEGRADED'],
    [failure('not_found'), 'DISCONNECTED'],
    [failure('rate_limited'), undefined],
    [failure('transient'), undefined],
    [failure('rejected'), undefined],
    [failure('unknown_outcome'), undefined],
  ])('judges the address by what concerns it alone: %j', (result, status) => {
    expect(healthAfter('EMAIL', result)?.status).toBe(status);
  });
});

describe('failureWords', () => {
  it.each([
    [failure('rate_limited', 1_200), 'Email wants a pause. Try again in 2 s.'],
    [failure('rate_limited'), 'Email wants a pause. Try again in a minute.'],
    [failure('rejected'), 'Email refused the message: no⟨U+0007⟩ room'],
  ])('says it plainly: %j', (result, words) => {
    expect(failureWords('EMAIL', result)).toBe(words);
  });

  it('has words of its own for each kind', () => {
    const kinds = ['rate_limited', 'transient', 'unauthorized', 'not_found', 'rejected', 'unknown_outcome'] as const;
    expect(new Set(kinds.map((kind) => failureWords('SLACK', failure(kind)))).size).toBe(kinds.length);
  });
});
