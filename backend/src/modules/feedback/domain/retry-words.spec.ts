import { describe, expect, it } from 'vitest';
import { type DeliveryRecord, recordOfSend } from './delivery-record.js';
import { retryWordsIn } from './retry-words.js';

const failed = (errorKind: string, retryAfterMs: number | null = null): DeliveryRecord => ({
  ...recordOfSend({ ok: false, kind: 'transient', message: 'No.' }),
  errorKind,
  retryAfterMs,
});
const MOST = 1;

describe('words without a ladder', () => {
  it.each([
    ['are tried again after the backoff', failed('transient'), 1, 1_000],
    ['and again after twice that', failed('transient'), 2, 2_000],
    ['when the circuit was open', failed('circuit_open'), 1, 1_000],
    ['not before the provider wants', failed('rate_limited', 30_000), 1, 30_000],
    ['not before the backoff either', failed('rate_limited', 30), 1, 1_000],
    ['at once when they were never sent', failed('not_sent'), 3, 0],
    ['the last time', failed('transient'), 7, 64_000],
    ['and then no more', failed('transient'), 8, null],
    ['also when they were never sent', failed('not_sent'), 8, null],
    ['not when they cannot be', failed('not_found'), 1, null],
    ['not when the channel is no longer ours', failed('unauthorized'), 1, null],
    [
      'not when nobody knows whether they arrived',
      recordOfSend({ ok: false, kind: 'unknown_outcome', message: '' }),
      1,
      null,
    ],
    ['not when they arrived', recordOfSend({ ok: true, receipt: {} }), 1, null],
  ] as const)('%s', (_name, record, tryNo, wait) => expect(retryWordsIn(record, tryNo, MOST, false)).toBe(wait));

  it('has jitter', () => expect(retryWordsIn(failed('transient'), 1, 0, false)).toBe(500));

  it('go on for hours where a card still shows a question that has ended', () => {
    const waits = Array.from({ length: 79 }, (_, at) => retryWordsIn(failed('transient'), at + 1, MOST, true) ?? 0);
    expect(Math.max(...waits)).toBe(5 * 60_000);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(5 * 3_600_000);
    expect(retryWordsIn(failed('transient'), 80, MOST, true)).toBeNull();
  });
});
