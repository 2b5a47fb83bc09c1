import { describe, expect, it } from 'vitest';
import { lineOf, type SlackLedgerEntry } from './ledger-entry';

describe('ledger', () => {
  const call: SlackLedgerEntry = {
    ...{ kind: 'call', time: '2026-11-21T12:00:00Z', method: 'chat.postMessage', team: 'T1', token: 'bot' },
    ...{ ok: true, status: 200, channel: 'C1', text: 'hello' },
  } as const;

  it('says what came of a call, and that a good one was spoiled', () => {
    expect(lineOf(call)).toEqual({ title: 'chat.postMessage', outcome: 'ok', isGood: true, note: 'C1 · hello' });
    expect(lineOf({ ...call, fault: 'cut' })).toMatchObject({ isGood: false, note: 'spoiled: cut · C1 · hello' });
    expect(lineOf({ ...call, ok: false, error: 'not_in_channel' })).toMatchObject({
      isGood: false,
      outcome: 'not_in_channel',
    });
  });
});
