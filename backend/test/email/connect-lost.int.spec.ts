import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DESK, GoogleStage, PARLEY } from '../support/email/index.js';
import { soon, startTestProduct } from '../support/product/index.js';

const OLD_KEY = 'sealing-key-of-the-tests-32-bytes-long';

let stage: GoogleStage;
beforeAll(async () => {
  stage = await GoogleStage.start();
});
beforeEach(() => stage.google.faults.clear());
afterAll(() => stage.close());

describe('a mailbox that takes its permission back (EML-6)', () => {
  it('is not believed to do so when Google only fails, or asks for a pause', async () => {
    for (const fault of [{ kind: 'http_status', status: 503 }, { kind: 'rate_limited' }, { kind: 'html' }] as const) {
      stage.google.faults.clear();
      stage.google.faults.add({ fault, times: 'always' });
      expect((await stage.check(PARLEY)).status).toBe(200);
    }
    stage.google.faults.clear();
    stage.google.faults.add({
      fault: { kind: 'rate_limited', status: 403, reason: 'userRateLimitExceeded' },
      times: 'always',
      match: { method: 'getProfile' },
    });
    await stage.check(PARLEY);
    expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE' });
  });

  it('is locked out, its people see why, and all is well again when it is connected again', async () => {
    await stage.connect({ account: PARLEY }, PARLEY);
    expect(await stage.mailbox(PARLEY)).toMatchObject({ people: 1 });
    stage.google.admin.revoke(PARLEY);
    await stage.check(PARLEY);
    const problem = expect.stringMatching(/invalid_grant.* Connect it again\.$/);
    expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'NEEDS_REAUTH', problem });
    expect(await stage.addressOf(stage.mira)).toMatchObject({
      status: 'DEGRADED',
      problem: expect.stringContaining(PARLEY),
    });

    expect((await stage.connect({ account: PARLEY }, PARLEY)).status).toBe(200);
    expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE', problem: null });
    expect(await stage.addressOf(stage.mira)).toMatchObject({ status: 'ACTIVE', problem: null });
  });

  it('gives its people to the next one that is connected', async () => {
    stage.google.admin.revoke(PARLEY);
    await stage.check(PARLEY);
    await stage.connect();
    expect(await stage.mailbox(DESK)).toMatchObject({ people: 1 });
    expect(await stage.addressOf(stage.mira)).toMatchObject({ status: 'ACTIVE', problem: null });
    await stage.connect({ account: PARLEY }, PARLEY);
  });

  it('is locked out too when the app is no app of Google any more, and comes back with it', async () => {
    const other = { ...stage.environment(), GOOGLE_CLIENT_SECRET: 'of yesterday' };
    const second = await startTestProduct({ databaseUrl: stage.product.databaseUrl, env: other });
    try {
      await stage.admin.at(second.url).post(`/api/integrations/${(await stage.mailbox(PARLEY)).id}/check`);
      const problem = expect.stringContaining('GOOGLE_CLIENT_SECRET are not right');
      expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'NEEDS_REAUTH', problem });
    } finally {
      await second.close();
    }
    // A start with the right one mends it by itself.
    const third = await startTestProduct({ databaseUrl: stage.product.databaseUrl, env: stage.environment() });
    try {
      await soon(async () => expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE', problem: null }));
    } finally {
      await third.close();
    }
  });
});

describe('sealed in the database (T15)', () => {
  const secretsOf = async (address: string): Promise<Buffer> =>
    (await stage.sql('SELECT secrets FROM integration WHERE external_id = $1', [address]))[0].secrets;

  it('today’s key seals what an older one has sealed, at the next start', async () => {
    const before = await secretsOf(PARLEY);
    const keys = `another-key-of-the-tests-32-bytes-long,${OLD_KEY}`;
    const env = { ...stage.environment(), ENCRYPTION_KEYS: keys };
    const second = await startTestProduct({ databaseUrl: stage.product.databaseUrl, env });
    await second.close();
    const after = await secretsOf(PARLEY);
    expect(after.equals(before)).toBe(false);
    const third = await startTestProduct({
      databaseUrl: stage.product.databaseUrl,
      env: { ...env, ENCRYPTION_KEYS: keys.slice(0, 38) },
    });
    try {
      await stage.admin.at(third.url).post(`/api/integrations/${(await stage.mailbox(PARLEY)).id}/check`);
      expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE' });
    } finally {
      await third.close();
    }
    const fourth = await startTestProduct({
      databaseUrl: stage.product.databaseUrl,
      env: { ...env, ENCRYPTION_KEYS: [OLD_KEY, keys.slice(0, 38)].join(',') },
    });
    await fourth.close();
  });

  it('what no key opens any more is found out at the start, and mended by one with the key', async () => {
    const at = (key: string) =>
      startTestProduct({
        databaseUrl: stage.product.databaseUrl,
        env: { ...stage.environment(), ENCRYPTION_KEYS: key },
      });
    // Nobody looks into it meanwhile.
    await stage.sql("UPDATE mailbox_sync SET due_at = now() + interval '1 hour'");
    const second = await at('a-key-that-has-sealed-nothing-here-32-bytes');
    try {
      const problem = expect.stringContaining('cannot be opened');
      await soon(async () => expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'NEEDS_REAUTH', problem }));
    } finally {
      await second.close();
    }
    const third = await at(OLD_KEY);
    try {
      await soon(async () => expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE', problem: null }));
    } finally {
      await third.close();
    }
  });

  it('what was sealed for one mailbox does not open another', async () => {
    const [ours, theirs] = [await secretsOf(PARLEY), await secretsOf(DESK)];
    await stage.sql('UPDATE integration SET secrets = $2 WHERE external_id = $1', [PARLEY, theirs]);
    await stage.check(PARLEY);
    expect(await stage.mailbox(PARLEY)).toMatchObject({
      status: 'NEEDS_REAUTH',
      problem: expect.stringContaining('cannot be opened'),
    });
    await stage.sql('UPDATE integration SET secrets = $2 WHERE external_id = $1', [PARLEY, ours]);
    await stage.check(PARLEY);
    expect(await stage.mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('disconnecting', () => {
  it('ends the pushes, gives the token back, forgets it, and tells the people', async () => {
    const seen = stage.google.ledger.entries().length;
    const { id } = await stage.mailbox(DESK);
    expect((await stage.admin.send('DELETE', `/api/integrations/${id}`)).status).toBe(204);
    expect(await stage.mailbox(DESK)).toMatchObject({
      status: 'DISABLED',
      problem: expect.stringContaining('administrator'),
    });
    expect(await stage.sql('SELECT secrets FROM integration WHERE id = $1', [id])).toEqual([{ secrets: null }]);
    const calls = stage.google.ledger.entries().slice(seen);
    for (const method of ['stop', 'oauth.revoke'])
      expect(calls).toContainEqual(expect.objectContaining({ kind: 'call', method, ok: true, mailbox: DESK }));
    expect(await stage.addressOf(stage.mira)).toMatchObject({
      status: 'DEGRADED',
      problem: expect.stringContaining(DESK),
    });
  });

  it('is not undone by the next start with the same token', async () => {
    const { refreshToken } = stage.google.grant(DESK);
    const env = { ...stage.environment(), GMAIL_REFRESH_TOKEN: refreshToken };
    const start = async () => (await startTestProduct({ databaseUrl: stage.product.databaseUrl, env })).close();
    await start();
    const { id, status } = await stage.mailbox(DESK);
    expect(status).toBe('ACTIVE');
    // Google is away: it is forgotten all the same.
    stage.google.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 'always',
      match: { method: 'oauth.revoke' },
    });
    expect((await stage.admin.send('DELETE', `/api/integrations/${id}`)).status).toBe(204);
    await start();
    expect(await stage.mailbox(DESK)).toMatchObject({ status: 'DISABLED' });
  });
});
