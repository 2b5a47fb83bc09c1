import type { DeadLetter } from '@parley/contracts';
import { expect, it } from 'vitest';
import { bulkKinds, keepTried, sendTime, whyFailed } from './describe-letter';

const letter = (id: string, minute: number) => ({ id, at: `2026-11-20T12:0${minute}:00.000Z` }) as DeadLetter;

it('keeps what was tried again in sight, once and in its place', () => {
  const tried = new Map([
    ['gone', letter('gone', 3)],
    ['still', letter('still', 1)],
  ]);
  const shown = keepTried([letter('new', 5), letter('still', 1)], tried);
  expect(shown.map(({ id }) => id)).toEqual(['new', 'gone', 'still']);
});

it('tells how long a provider took', () => {
  const startedAt = '2026-11-20T12:00:00.000Z';
  expect(sendTime({ startedAt, endedAt: '2026-11-20T12:00:00.420Z' })).toBe(420);
  expect(sendTime({ startedAt, endedAt: null })).toBeNull();
});

it('says why a delivery failed, in words and in those of the provider', () => {
  expect(whyFailed({ errorKind: 'unauthorized', error: 'token_revoked' })).toBe(
    'The other side does not let Parley in: token_revoked',
  );
  expect(whyFailed({ errorKind: 'brand_new', error: null })).toBe('brand_new');
  expect(whyFailed({ errorKind: null, error: null })).toBeNull();
});

it('offers to try all of a kind where there are several that can be', () => {
  const of = (kind: DeadLetter['kind'], retryable = true) => ({ ...letter('x', 1), kind, retryable });
  expect(bulkKinds([of('job'), of('delivery'), of('delivery'), of('request'), of('request', false)])).toEqual([
    { kind: 'delivery', count: 2 },
  ]);
});
