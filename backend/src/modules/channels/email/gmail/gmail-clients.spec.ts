import { type MailSandbox, startMailSandbox } from '@parley/sandbox/mail';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GmailClients } from './gmail-clients.js';
import type { GmailMailbox } from './gmail-mailboxes.js';

const ADDRESS = 'parley@acme.example';

describe("Google's clients of connected mailboxes", () => {
  let google: MailSandbox;
  let clients: GmailClients;
  let mailbox: GmailMailbox;
  let seen = 0;

  beforeAll(async () => {
    google = await startMailSandbox();
    clients = new GmailClients({ ...google.app, apiUrl: google.url });
  });
  afterAll(() => google.close());
  beforeEach(() => {
    google.faults.clear();
    mailbox = { integrationId: 'i-1', address: ADDRESS, refreshToken: google.grant().refreshToken };
    clients.forget('i-1');
    seen = google.ledger.entries().length;
  });

  const profile = () => clients.for(mailbox).users.getProfile({ userId: 'me' });
  const calls = () =>
    google.ledger
      .entries()
      .slice(seen)
      .flatMap((entry) => (entry.kind === 'call' ? [`${entry.method} ${entry.status}`] : []));

  it('asks for an access token once, also for calls at the same time', async () => {
    await Promise.all([profile(), profile()]);
    await profile();
    expect(calls().filter((call) => call.startsWith('oauth'))).toEqual(['oauth.token 200']);
  });

  it('gets another access token when Google takes one back before its time', async () => {
    await profile();
    google.admin.expireTokens(ADDRESS);
    seen = google.ledger.entries().length;
    await profile();
    expect(calls()).toEqual(['getProfile 401', 'oauth.token 200', 'getProfile 200']);
  });

  it.each([
    ['a limit that Gmail tells as 403', { kind: 'rate_limited', status: 403, reason: 'userRateLimitExceeded' }, 403],
    ['a limit', { kind: 'rate_limited' }, 429],
    ['a failure', { kind: 'http_status', status: 503 }, 503],
  ] as const)('does not try again by itself after %s', async (_what, fault, status) => {
    await profile();
    seen = google.ledger.entries().length;
    google.faults.add({ fault, times: 'always', match: { method: 'getProfile' } });
    await expect(profile()).rejects.toMatchObject({ status });
    expect(calls()).toEqual([`getProfile ${status}`]);
  });

  it.each([
    ['fails', { kind: 'http_status', status: 503 }, 'oauth.token 503'],
    ['says no', { kind: 'invalid_grant' }, 'oauth.token 400'],
  ] as const)('asks once for a token when the answer %s', async (_what, fault, call) => {
    google.faults.add({ fault, times: 'always', match: { method: 'oauth.token' } });
    await expect(profile()).rejects.toThrow();
    expect(calls()).toEqual([call]);
  });

  it('takes the new token of a mailbox that was connected again', async () => {
    const before = clients.for(mailbox);
    expect(clients.for({ ...mailbox })).toBe(before);
    expect(clients.for({ ...mailbox, refreshToken: 'another' })).not.toBe(before);
  });
});
