import { expect, it } from 'vitest';
import { lineOf, type MailLedgerEntry } from './ledger-entry';

const time = '2026-11-21T12:00:00Z';
const call: MailLedgerEntry = {
  ...{ kind: 'call', time, method: 'messages.send', mailbox: 'parley@acme.example', ok: true, status: 200 },
  ...{ to: 'mira@acme.example', subject: 'Launch?' },
} as const;
const delivery: MailLedgerEntry = {
  ...{ kind: 'delivery', time, from: '', to: 'parley+x@acme.example', messageId: '<a@b>', subject: 'Undelivered' },
  ...{ outcome: 'delivered', verdict: 'pass', labelIds: ['INBOX'] },
} as const;
const push: MailLedgerEntry = {
  ...{ kind: 'push', time, mailbox: 'parley@acme.example', historyId: 1_007, messageId: '1', attempt: 1, ms: 12 },
  ...{ url: 'http://127.0.0.1:3000/gmail/push', outcome: 'http_error', status: 503 },
} as const;

it('says what came of a call, and that a good one was spoiled', () => {
  const note = 'parley@acme.example · to mira@acme.example · Launch?';
  expect(lineOf(call)).toEqual({ title: 'messages.send', outcome: 'ok', isGood: true, note });
  expect(lineOf({ ...call, fault: 'cut' })).toMatchObject({ isGood: false, note: `spoiled: cut · ${note}` });
  expect(lineOf({ ...call, ok: false, status: 403, reason: 'dailyLimitExceeded' })).toMatchObject({
    ...{ isGood: false, outcome: 'dailyLimitExceeded' },
  });
});

it('says which way a mail took', () => {
  expect(lineOf(delivery)).toMatchObject({
    title: 'bounce → parley+x@acme.example',
    isGood: true,
    note: 'Undelivered',
  });
  const bad = { ...delivery, from: 'eve@elsewhere.example', verdict: 'fail', labelIds: ['SPAM'] } as const;
  expect(lineOf(bad).note).toBe('verdict fail · spam · Undelivered');
  expect(lineOf({ ...delivery, outcome: 'lost' }).isGood).toBe(false);
});

it('says what came of a push', () => {
  expect(lineOf(push)).toEqual({
    ...{ title: 'push to 127.0.0.1:3000/gmail/push', outcome: 'HTTP 503', isGood: false },
    note: 'parley@acme.example · history 1007 · try 2 · 12 ms',
  });
});
