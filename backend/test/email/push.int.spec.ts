import { createHmac, createPublicKey, createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmailStage, PARLEY } from '../support/email/index.js';
import { ORIGIN, soon } from '../support/product/index.js';

interface Key {
  kid: string;
  privateKey: string;
}

const folder = mkdtempSync(join(tmpdir(), 'parley-push-'));
const SUBSCRIPTION = 'projects/parley-sandbox/subscriptions/ours';
let stage: EmailStage;
beforeAll(async () => {
  stage = await EmailStage.start({
    folder,
    env: { GMAIL_PUSH_SUBSCRIPTION: SUBSCRIPTION, GMAIL_POLL_SECONDS: '3600' },
  });
});
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

/** What the local Google signs with: the first signs, all are known. */
const keys = (): Promise<Key[]> =>
  soon(() => {
    const found = (JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8')) as { keys: Key[] }).keys;
    expect(found.length).toBeGreaterThan(0);
    return found;
  });

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = (more: object = {}): object => {
  const iat = Math.floor(Date.now() / 1_000);
  return {
    ...{ iss: 'https://accounts.google.com', aud: `${ORIGIN}/google/push`, sub: '1', iat, exp: iat + 3_600 },
    ...{ email: stage.mail.push.serviceAccount, email_verified: true, ...more },
  };
};
const signed = async (payload: object, key?: Key): Promise<string> => {
  const { kid, privateKey } = key ?? (await keys())[0]!;
  const text = `${encoded({ alg: 'RS256', kid, typ: 'JWT' })}.${encoded(payload)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
};
const body = (more: { emailAddress?: string; subscription?: string } = {}) => {
  const { emailAddress = PARLEY, subscription = SUBSCRIPTION } = more;
  const data = Buffer.from(JSON.stringify({ emailAddress, historyId: 1 })).toString('base64');
  return JSON.stringify({ message: { data, messageId: '1' }, subscription });
};
const push = async (token: string | undefined, text = body()) => {
  const response = await fetch(`${stage.product.url}/google/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: text,
  });
  return { status: response.status, text: await response.text() };
};
const dueAt = async (): Promise<Date> =>
  (await stage.product.pool.query('SELECT due_at FROM mailbox_sync')).rows[0].due_at;

describe('a push (T13)', () => {
  let was: Date;
  beforeEach(async () => {
    await soon(async () =>
      expect((await stage.product.pool.query('SELECT 1 FROM mailbox_sync WHERE lease IS NULL')).rows).toHaveLength(1),
    );
    await stage.product.pool.query("UPDATE mailbox_sync SET due_at = now() + interval '1 hour'");
    was = await dueAt();
  });

  it('of Google for us makes the mailbox due, and is acknowledged when that is kept', async () => {
    const looked = () =>
      stage.mail.ledger.entries().filter((entry) => entry.kind === 'call' && entry.method === 'history.list').length;
    const before = looked();
    expect(await push(await signed(claims()))).toEqual({ status: 204, text: '' });
    await soon(() => expect(looked()).toBeGreaterThan(before));
  });

  it('signed by the next key is taken, also when nobody knew that key before', async () => {
    for (const forget of [false, true]) {
      const [before] = await keys();
      stage.mail.admin.rotateKeys(forget);
      await soon(async () => expect((await keys())[0]?.kid).not.toBe(before!.kid));
      expect((await push(await signed(claims()))).status, forget ? 'forgotten' : 'next').toBe(204);
    }
  });

  it.each([
    ['of another issuer', { iss: 'https://evil.example' }, 401],
    ['for another address', { aud: `${ORIGIN}/google/push/` }, 401],
    ['for many', { aud: [`${ORIGIN}/google/push`, 'x'] }, 401],
    ['for nobody', { aud: undefined }, 401],
    ['that is over', { iat: 1_700_000_000, exp: 1_700_003_600 }, 401],
    ['of tomorrow', { iat: Math.floor(Date.now() / 1_000) + 3_600, exp: Math.floor(Date.now() / 1_000) + 7_200 }, 401],
    ['without an end', { exp: undefined }, 401],
    ['good for years', { exp: 4_000_000_000 }, 401],
    ['of another service account', { email: 'other@parley-sandbox.iam.gserviceaccount.com' }, 403],
    ['of nobody', { email: undefined }, 403],
    ['of an address that is not proven', { email_verified: false }, 403],
    ['that says so in words', { email_verified: 'true' }, 403],
  ])('whose token is %s is refused', async (_what, more, status) => {
    expect(await push(await signed(claims(more)))).toEqual({ status, text: '' });
    expect(await dueAt()).toEqual(was);
  });

  it('whose token is signed by none, by a shared secret, by another key or not at all is refused', async () => {
    const [key] = await keys();
    const payload = encoded(claims());
    const none = `${encoded({ alg: 'none', kid: key!.kid })}.${payload}.`;
    const publicPem = createPublicKey(key!.privateKey).export({ type: 'spki', format: 'pem' }).toString();
    const shared = `${encoded({ alg: 'HS256', kid: key!.kid })}.${payload}`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const own = { kid: key!.kid, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    const good = await signed(claims());
    const bad = [
      ...[none, `${shared}.${createHmac('sha256', publicPem).update(shared).digest('base64url')}`],
      ...[await signed(claims(), own), await signed(claims(), { ...own, kid: 'unknown' })],
      ...[`${good.slice(0, -6)}AAAAAA`, good.split('.').slice(0, 2).join('.'), 'x', '', 'a.b.c', 'x'.repeat(9_000)],
    ];
    for (const token of bad) expect((await push(token)).status, token.slice(0, 60)).toBe(401);
    expect((await push(undefined)).status).toBe(401);
    expect(await dueAt()).toEqual(was);
  });

  it('of another subscription is refused, and one about a mailbox that is not ours, or about nothing, only acknowledged', async () => {
    const token = await signed(claims());
    expect((await push(token, body({ subscription: 'projects/x/subscriptions/y' }))).status).toBe(403);
    expect((await push(token, body({ emailAddress: 'mira@acme.example' }))).status).toBe(204);
    expect((await push(token, '{"message":{"data":"!"},"subscription":"x"}')).status).toBe(204);
    expect(await dueAt()).toEqual(was);
  });

  it('that is too long is refused before anything is looked at', async () => {
    const asked = stage.mail.ledger.entries().length;
    expect((await push(await signed(claims()), JSON.stringify({ x: 'x'.repeat(300_000) }))).status).toBe(413);
    expect(stage.mail.ledger.entries()).toHaveLength(asked);
  });
});
