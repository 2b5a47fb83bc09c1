import type { gmail_v1 } from '@googleapis/gmail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMailFault } from '../faults.js';
import type { CallEntry } from '../ledger.js';
import type { MailSandbox } from '../types.js';
import { clientFor, failureOf, PARLEY, sendMail, withClient } from './gmail-client.js';

let sandbox: MailSandbox;
let client: gmail_v1.Gmail;
beforeEach(async () => {
  ({ sandbox, client } = await withClient());
});
afterEach(() => sandbox.close());

const MIRA = 'mira@acme.example';
const send = (to = MIRA) => sendMail(client, { to, subject: 's', text: 't', messageId: '<m1@acme.example>' });
const arrived = () => sandbox.person(MIRA).inbox().length;
const calls = (): readonly CallEntry[] => sandbox.ledger.entries().filter((entry) => entry.kind === 'call');

describe('scripted trouble with calls', () => {
  it('limits, by rate and by day', async () => {
    // With a refresh token Google's client takes every 403 for a token that is over, renews it and calls again.
    client = clientFor(sandbox, { accessToken: sandbox.grant().accessToken });
    sandbox.faults.add({ fault: { kind: 'rate_limited', retryAfter: 30 }, times: 1, match: { to: MIRA } });
    sandbox.faults.add({
      fault: { kind: 'rate_limited', status: 403, reason: 'userRateLimitExceeded' },
      times: 1,
      match: { to: MIRA },
    });
    sandbox.faults.add({ fault: { kind: 'daily_limit' }, times: 1, match: { to: MIRA } });
    await send('jun@acme.example');
    const first = await failureOf(send());
    expect([first.status, first.reason, first.headers?.get('retry-after')]).toEqual([429, 'rateLimitExceeded', '30']);
    expect(await failureOf(send())).toMatchObject({ status: 403, reason: 'userRateLimitExceeded' });
    expect(await failureOf(send())).toMatchObject({ status: 403, reason: 'dailyLimitExceeded' });
    expect(arrived()).toBe(0);
    await send();
    expect(arrived()).toBe(1);
  });

  it('a status, a page instead of JSON, an error by name: nothing happens', async () => {
    sandbox.faults.add({ fault: { kind: 'http_status', status: 503 }, times: 1 });
    sandbox.faults.add({ fault: { kind: 'html' }, times: 1 });
    sandbox.faults.add({ fault: { kind: 'api_error', status: 400, reason: 'failedPrecondition' }, times: 1 });
    expect((await failureOf(send())).status).toBe(503);
    expect((await send()).id).toBe(''); // Google's client takes a page for an answer
    expect(await failureOf(send())).toMatchObject({ status: 400, reason: 'failedPrecondition' });
    expect(arrived()).toBe(0);
    expect(calls().map(({ ok, fault }) => [ok, fault])).toEqual([
      [false, 'http_status'],
      [false, 'html'],
      [false, 'api_error'],
    ]);
  });

  it('cut before it happened, and after: the ledger knows which', async () => {
    sandbox.faults.add({ fault: { kind: 'cut', when: 'before' }, times: 1 });
    sandbox.faults.add({ fault: { kind: 'cut', when: 'after' }, times: 1 });
    expect((await failureOf(send())).status).toBe(0);
    expect(arrived()).toBe(0);
    expect((await failureOf(send())).status).toBe(0);
    expect(arrived()).toBe(1);
    expect(calls()).toMatchObject([
      { method: 'messages.send', ok: false, status: 0, fault: 'cut', to: MIRA },
      { method: 'messages.send', ok: true, mailbox: PARLEY, messageId: '<m1@acme.example>', id: expect.any(String) },
    ]);
    const { data } = await client.users.messages.list({ userId: 'me', q: 'rfc822msgid:m1@acme.example' });
    expect(data.messages).toHaveLength(1);
  });

  it('slow, before or after it happened', async () => {
    sandbox.faults.add({ fault: { kind: 'slow', ms: 150, when: 'after' }, times: 1 });
    const began = Date.now();
    const answered = send().then(() => Date.now() - began);
    await sandbox.person(MIRA).waitFor(() => true, 140);
    expect(await answered).toBeGreaterThanOrEqual(145);
    sandbox.faults.add({ fault: { kind: 'slow', ms: 60 }, times: 1 });
    const again = send();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(arrived()).toBe(1);
    await again;
    expect(arrived()).toBe(2);
  });

  it('a token that is over in the middle, and a grant that is gone', async () => {
    sandbox.faults.add({ fault: { kind: 'token_expired' }, times: 1, match: { method: 'messages.send' } });
    await send();
    expect(calls().map(({ method, status }) => [method, status])).toEqual([
      ['messages.send', 401],
      ['oauth.token', 200],
      ['messages.send', 200],
    ]);
    sandbox.faults.add({ fault: { kind: 'token_expired' }, times: 1 });
    const direct = clientFor(sandbox, { accessToken: sandbox.grant().accessToken });
    for (let call = 0; call < 2; call += 1)
      expect((await failureOf(direct.users.getProfile({ userId: 'me' }))).status).toBe(401); // for good
    sandbox.admin.expireTokens(PARLEY);
    sandbox.faults.add({ fault: { kind: 'invalid_grant' }, times: 1, match: { method: 'oauth.token' } });
    expect(await failureOf(send())).toMatchObject({ status: 400, reason: 'invalid_grant' });
    expect(await failureOf(send())).toMatchObject({ reason: 'invalid_grant' }); // for good
    expect((await clientFor(sandbox, sandbox.grant()).users.getProfile({ userId: 'me' })).status).toBe(200);
  });

  it('each where it has a meaning', async () => {
    sandbox.faults.add({ fault: { kind: 'invalid_grant' }, times: 1 });
    sandbox.faults.add({ fault: { kind: 'token_expired' }, times: 'always' });
    expect(await failureOf(send())).toMatchObject({ status: 400, reason: 'invalid_grant' });
    expect(calls().map(({ method, status }) => [method, status])).toEqual([
      ['messages.send', 401],
      ['oauth.token', 400],
    ]);
  });

  it('a Message-ID that Gmail changed', async () => {
    sandbox.faults.add({ fault: { kind: 'message_id_rewritten' }, times: 1, match: { mailbox: PARLEY, to: MIRA } });
    const { id } = await send();
    const { data } = await client.users.messages.get({ userId: 'me', id, format: 'metadata' });
    const value = (name: string) => data.payload?.headers?.find((header) => header.name === name)?.value;
    expect(value('Message-ID')).toMatch(/@mail\.gmail\.com>$/);
    expect(value('X-Google-Original-Message-ID')).toBe('<m1@acme.example>');
    const [theirs] = sandbox.person(MIRA).inbox();
    expect((await sandbox.person(MIRA).read(theirs?.id ?? '')).messageId).toBe(value('Message-ID'));
  });
});

it.each([
  [{ kind: 'sparkles' }, 'fault.kind'],
  [{ kind: 'http_status' }, 'fault.status'],
  [{ kind: 'cut', when: 'later' }, 'fault.when'],
  [{ kind: 'api_error', status: 400 }, 'fault.reason'],
  [null, 'fault.kind'],
])('%o is no fault', (value, message) => {
  expect(() => readMailFault(value)).toThrow(message);
});
