import { describe, expect, it } from 'vitest';
import type { DeliveryErrorKind } from '../../channels/index.js';
import {
  type DeliveryRecord,
  recordOfLookup,
  recordOfSend,
  recordOfUpdate,
  type SendResult,
} from './delivery-record.js';

const receipt = { messageId: 'm1' };
const accepted: SendResult = { ok: true, receipt };
const failure = (kind: DeliveryErrorKind | 'circuit_open', retryAfterMs?: number): SendResult => ({
  ok: false,
  kind,
  message: 'No.',
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});
/** Whether it stands, and if not, when it is looked at again. */
const inWords = ({ status, errorKind, final, lookAgainMs, dead }: DeliveryRecord) =>
  `${[status, errorKind].filter(Boolean).join(' ')}${final ? '' : `, look again in ${lookAgainMs} ms`}${dead ? ', dead' : ''}`;

const LASTING = ['rate_limited', 'transient', 'unauthorized', 'not_found', 'rejected', 'circuit_open'] as const;

describe('of a send', () => {
  it('keeps the receipt', () =>
    expect(recordOfSend(accepted)).toMatchObject({ status: 'ACCEPTED', receipt, final: true }));

  it.each(LASTING)('keeps a failure as it is told: %s', (kind) => {
    expect(inWords(recordOfSend(failure(kind)))).toBe(`FAILED ${kind}`);
    expect(recordOfSend(failure(kind))).toMatchObject({ error: 'No.', receipt: null, retryAfterMs: null });
  });

  it('keeps how long the provider wants a pause', () =>
    expect(recordOfSend(failure('rate_limited', 30_000)).retryAfterMs).toBe(30_000));

  it('is not failed when nobody knows: it is looked up first', () =>
    expect(inWords(recordOfSend(failure('unknown_outcome')))).toBe('UNKNOWN unknown_outcome, look again in 1000 ms'));
});

describe('of a lookup', () => {
  it('that finds it, the send went well', () =>
    expect(recordOfLookup({ kind: 'found', receipt }, 3)).toMatchObject({
      status: 'ACCEPTED',
      receipt,
      final: true,
      error: null,
    }));

  it('that does not find it, nothing was sent', () =>
    expect(inWords(recordOfLookup({ kind: 'absent' }, 0))).toBe('FAILED not_sent'));

  it.each([
    [0, 'look again in 1000 ms'],
    [1, 'look again in 2000 ms'],
    [4, 'look again in 16000 ms'],
  ])('that cannot tell, after %d others: %s', (lookups, words) =>
    expect(inWords(recordOfLookup({ kind: 'unsure', message: 'Down.' }, lookups))).toBe(
      `UNKNOWN unknown_outcome, ${words}`,
    ),
  );

  it.each([5, 6])('that cannot tell, after %d others: nobody will ever know', (lookups) =>
    expect(inWords(recordOfLookup({ kind: 'unsure', message: 'Down.' }, lookups))).toBe('UNKNOWN unknown_outcome'),
  );
});

describe('of a rewriting', () => {
  it('that may have been made, it is made again instead of looked up', () =>
    expect(recordOfUpdate(failure('unknown_outcome'))).toMatchObject({
      status: 'FAILED',
      errorKind: 'transient',
      error: 'No.',
      final: true,
    }));

  it.each([accepted, ...LASTING.map((kind) => failure(kind, 1_000))])('is else as of a send: %j', (result) =>
    expect(recordOfUpdate(result)).toEqual(recordOfSend(result)),
  );
});
