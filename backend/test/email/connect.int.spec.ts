import type { IntegrationList } from '@parley/contracts';
import { type MailSandbox, startMailSandbox } from '@parley/sandbox/mail';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GmailMailboxes } from '../../src/modules/channels/index.js';
import { type Decision, decide, toGooglesPage } from '../support/email/index.js';
import {
  Browser,
  databaseText,
  ORIGIN,
  type Person,
  soon,
  startTestProduct,
  type TestProduct,
} from '../support/product/index.js';

const PARLEY = 'parley@acme.example';
const DESK = 'desk@beta.example';
const OLD_KEY = 'sealing-key-of-the-tests-32-bytes-long';

let google: MailSandbox;
let product: TestProduct;
let admin: Person;
/** Has proven an address, as far as the database knows. */
let mira: Person;

const environment = () => ({
  GOOGLE_CLIENT_ID: google.app.clientId,
  GOOGLE_CLIENT_SECRET: google.app.clientSecret,
  GOOGLE_API_URL: google.url,
});

beforeAll(async () => {
  google = await startMailSandbox();
  product = await startTestProduct({ env: { ...environment(), GMAIL_REFRESH_TOKEN: google.grant().refreshToken } });
  admin = await product.signUp('Admin');
  mira = await product.signUp('Mira');
  await proven(mira, 'mira@acme.example');
});
beforeEach(() => google.faults.clear());
afterAll(async () => {
  await product.close();
  await google.close();
});

const sql = async (text: string, values: unknown[] = []) => (await product.pool.query(text, values)).rows;
const proven = (person: Person, address: string) =>
  sql(
    `INSERT INTO communication_channel (id, user_id, type, address, position, status, verified_at, integration_id)
     SELECT gen_random_uuid(), $1, 'EMAIL', $2, 1, 'ACTIVE', now(), id FROM integration WHERE external_id = $3`,
    [person.id, address, PARLEY],
  );

const listed = async (): Promise<IntegrationList> => (await admin.get<IntegrationList>('/api/integrations')).body;
const mailbox = async (address: string) => {
  const found = (await listed()).items.find(({ externalId }) => externalId === address);
  if (!found) throw new Error(`${address} is not connected`);
  return found;
};
const check = async (address: string) => admin.post(`/api/integrations/${(await mailbox(address)).id}/check`);
const addressOf = async (person: Person) =>
  (await person.get('/api/channels')).body.items.find(({ type }: { type: string }) => type === 'EMAIL');
const browser = () => new Browser(product.url);

/** Up to Google's page. */
const begin = async (at: Browser, again?: string): Promise<string> =>
  toGooglesPage(admin, at, again && (await mailbox(again)).id);

/** The whole way, in one browser. */
const connect = async (decision: Decision = {}, again?: string) => {
  const at = browser();
  return at.get(await decide(await begin(at, again), { account: DESK, ...decision }));
};

describe('the mailbox of GMAIL_REFRESH_TOKEN', () => {
  it('is there from the start', async () => {
    expect((await listed()).gmail).toEqual({ connected: true, push: false });
    expect(await mailbox(PARLEY)).toMatchObject({ type: 'EMAIL', name: PARLEY, status: 'ACTIVE', problem: null });
  });

  it('is for administrators', async () => {
    for (const [method, path] of [
      ['GET', '/api/integrations'],
      ['POST', '/api/integrations/gmail/connect'],
      ['DELETE', `/api/integrations/${(await mailbox(PARLEY)).id}`],
    ] as const)
      expect((await mira.send(method, path)).status).toBe(403);
  });

  it('leaves no token that one could read in the database (T15)', async () => {
    const text = await databaseText(product.pool);
    expect(text).toContain(PARLEY);
    expect(text).not.toMatch(/1\/\/0|ya29\./);
    expect(text).not.toContain(google.app.clientSecret);
  });
});

describe("connecting at Google's page", () => {
  it('asks for no more than it needs, with PKCE, and for consent anew', async () => {
    const { searchParams } = new URL(await begin(browser()));
    expect((searchParams.get('scope') ?? '').split(' ').map((scope) => scope.split('/').at(-1))).toEqual([
      'gmail.readonly',
      'gmail.send',
      'openid',
      'email',
    ]);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      access_type: 'offline',
      prompt: 'consent select_account',
      code_challenge_method: 'S256',
      redirect_uri: `${ORIGIN}/google/oauth_redirect`,
    });
    expect(searchParams.get('nonce')).not.toBe(searchParams.get('state'));
  });

  it('connects a further mailbox, and people stay with the one that works', async () => {
    const page = await connect();
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining(DESK) });
    expect(await mailbox(DESK)).toMatchObject({ status: 'ACTIVE', people: 0 });
    const [row] = await sql('SELECT settings FROM integration WHERE external_id = $1', [DESK]);
    expect(row.settings).toMatchObject({ sub: google.state.mailbox(DESK)?.sub, connectedBy: admin.id });
    expect(await sql('SELECT count(*)::int AS count FROM mailbox_sync')).toEqual([{ count: 2 }]);
    expect(await databaseText(product.pool)).not.toMatch(/1\/\/0|ya29\./);
  });

  it('leaves the first one first, whatever the alphabet says: what belongs to none is written from there', async () => {
    const all = await product.nest.get(GmailMailboxes).all();
    expect(all.map(({ address }) => address)).toEqual([PARLEY, DESK]);
  });

  it('says in plain words that somebody pressed Cancel', async () => {
    const before = await listed();
    const page = await connect({ decision: 'cancel' });
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('You pressed Cancel') });
    expect((await listed()).items.map(({ status }) => status)).toEqual(before.items.map(({ status }) => status));
  });

  it.each([
    ['gmail.send', 'to send mail in this mailbox. Begin again and leave every box ticked'],
    ['gmail.readonly', 'to read its mail in this mailbox. Begin again and leave'],
  ])('says what is missing when %s was unticked', async (without, words) => {
    const page = await connect({ account: 'mira@acme.example', without });
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining(words) });
    await expect(mailbox('mira@acme.example')).rejects.toThrow();
  });

  it('says how to mend a permission that does not last', async () => {
    const at = browser();
    const page = new URL(await begin(at));
    page.searchParams.delete('access_type');
    const { status, text } = await at.get(await decide(page.href, { account: 'mira@acme.example' }));
    expect([status, text]).toEqual([400, expect.stringContaining('myaccount.google.com')]);
  });

  it('connects nothing when Google is away at that moment', async () => {
    google.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 'always',
      match: { method: 'oauth.token' },
    });
    const page = await connect({ account: 'mira@acme.example' });
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('could not be asked just now') });
  });

  it('has a cookie for its own path only, and over https alone where people come by https', async () => {
    const { body } = await admin.post<{ url: string }>('/api/integrations/gmail/connect');
    expect((await browser().get(body.url)).setCookie).toMatch(/Path=\/google;.*HttpOnly; SameSite=Lax$/);
    const secure = await startTestProduct({ env: { ...environment(), PUBLIC_URL: 'https://parley.test' } });
    try {
      const { body } = await (await secure.signUp()).post<{ url: string }>('/api/integrations/gmail/connect');
      const { setCookie } = await new Browser(secure.url).get(body.url.replace('https://parley.test', ORIGIN));
      expect(setCookie).toContain('Secure');
    } finally {
      await secure.close();
    }
  });
});

describe('what comes back counts once, and where it began (T14)', () => {
  const who = 'mira@acme.example';
  const refuses = async (page: Promise<{ status: number; text: string }>, words: string) => {
    expect(await page).toMatchObject({ status: 400, text: expect.stringContaining(words) });
    await expect(mailbox(who)).rejects.toThrow();
  };

  it('not in another browser', async () => {
    await refuses(browser().get(await decide(await begin(browser()), { account: who })), 'in another browser');
  });

  it('not with the state of another one, which uses up nothing', async () => {
    const [one, two] = [browser(), browser()];
    const [ours, theirs] = [await begin(one), await begin(two)];
    const foreign = await decide(theirs, { account: who });
    await refuses(one.get(foreign), 'in another browser');
    expect((await one.get(await decide(ours, { account: DESK }))).status).toBe(200);
  });

  it('not with a code that somebody else got, put beside our own state (mix-up)', async () => {
    const one = browser();
    const ours = new URL(await begin(one)).searchParams.get('state') ?? '';
    const foreign = new URL(await decide(await begin(browser()), { account: who }));
    foreign.searchParams.set('state', ours);
    await refuses(one.get(foreign.href), 'has run out');
  });

  it('not with an account that the answer was not asked for (nonce)', async () => {
    const one = browser();
    const page = new URL(await begin(one));
    page.searchParams.set('nonce', 'another');
    await refuses(one.get(await decide(page.href, { account: who })), 'did not say for certain');
  });

  it('not twice', async () => {
    const one = browser();
    const back = await decide(await begin(one), { account: DESK });
    const copy = one.copy();
    expect((await one.get(back)).status).toBe(200);
    for (const again of [one, copy])
      expect(await again.get(back)).toMatchObject({ status: 400, text: expect.stringContaining('finished already') });
  });

  it('and begins with the pass of an administrator, once', async () => {
    const { body } = await admin.post<{ url: string }>('/api/integrations/gmail/connect');
    expect((await browser().get(body.url)).status).toBe(302);
    expect((await browser().get(body.url)).status).toBe(403);
    for (const pass of ['', 'x'.repeat(100)])
      expect((await browser().get(`${ORIGIN}/google/connect?pass=${pass}`)).status).toBe(403);
    // The one of Slack opens nothing here.
    expect((await admin.post('/api/integrations/slack/install')).status).toBe(409);
  });

  it('and is about the mailbox that was to be connected again, and no other', async () => {
    const hint = new URL(await begin(browser(), PARLEY)).searchParams;
    expect([hint.get('login_hint'), hint.get('prompt')]).toEqual([PARLEY, 'consent']);
    await refuses(connect({ account: who }, PARLEY), `${PARLEY} was to be connected again`);
    expect((await admin.post('/api/integrations/gmail/connect', { integrationId: admin.id })).status).toBe(404);
  });

  it('and not about another account that has the address now, until the old one is disconnected', async () => {
    await sql(`UPDATE integration SET settings = settings || '{"sub":"42"}' WHERE external_id = $1`, [DESK]);
    expect(await connect({}, DESK)).toMatchObject({
      status: 400,
      text: expect.stringContaining('another Google account'),
    });
    await admin.send('DELETE', `/api/integrations/${(await mailbox(DESK)).id}`);
    expect((await connect({}, DESK)).status).toBe(200);
  });
});

describe('a mailbox that takes its permission back (EML-6)', () => {
  it('is not believed to do so when Google only fails, or asks for a pause', async () => {
    for (const fault of [{ kind: 'http_status', status: 503 }, { kind: 'rate_limited' }, { kind: 'html' }] as const) {
      google.faults.clear();
      google.faults.add({ fault, times: 'always' });
      expect((await check(PARLEY)).status).toBe(200);
    }
    google.faults.clear();
    google.faults.add({
      fault: { kind: 'rate_limited', status: 403, reason: 'userRateLimitExceeded' },
      times: 'always',
      match: { method: 'getProfile' },
    });
    await check(PARLEY);
    expect(await mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE' });
  });

  it('is locked out, its people see why, and all is well again when it is connected again', async () => {
    await connect({ account: PARLEY }, PARLEY);
    expect(await mailbox(PARLEY)).toMatchObject({ people: 1 });
    google.admin.revoke(PARLEY);
    await check(PARLEY);
    const problem = expect.stringMatching(/invalid_grant.* Connect it again\.$/);
    expect(await mailbox(PARLEY)).toMatchObject({ status: 'NEEDS_REAUTH', problem });
    expect(await addressOf(mira)).toMatchObject({ status: 'DEGRADED', problem: expect.stringContaining(PARLEY) });

    expect((await connect({ account: PARLEY }, PARLEY)).status).toBe(200);
    expect(await mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE', problem: null });
    expect(await addressOf(mira)).toMatchObject({ status: 'ACTIVE', problem: null });
  });

  it('gives its people to the next one that is connected', async () => {
    google.admin.revoke(PARLEY);
    await check(PARLEY);
    await connect();
    expect(await mailbox(DESK)).toMatchObject({ people: 1 });
    expect(await addressOf(mira)).toMatchObject({ status: 'ACTIVE', problem: null });
    await connect({ account: PARLEY }, PARLEY);
  });

  it('is locked out too when the app is no app of Google any more, and comes back with it', async () => {
    const other = { ...environment(), GOOGLE_CLIENT_SECRET: 'of yesterday' };
    const second = await startTestProduct({ databaseUrl: product.databaseUrl, env: other });
    try {
      await admin.at(second.url).post(`/api/integrations/${(await mailbox(PARLEY)).id}/check`);
      const problem = expect.stringContaining('GOOGLE_CLIENT_SECRET are not right');
      expect(await mailbox(PARLEY)).toMatchObject({ status: 'NEEDS_REAUTH', problem });
    } finally {
      await second.close();
    }
    // A start with the right one mends it by itself.
    const third = await startTestProduct({ databaseUrl: product.databaseUrl, env: environment() });
    try {
      await soon(async () => expect(await mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE', problem: null }));
    } finally {
      await third.close();
    }
  });
});

describe('sealed in the database (T15)', () => {
  const secretsOf = async (address: string): Promise<Buffer> =>
    (await sql('SELECT secrets FROM integration WHERE external_id = $1', [address]))[0].secrets;

  it('today’s key seals what an older one has sealed, at the next start', async () => {
    const before = await secretsOf(PARLEY);
    const keys = `another-key-of-the-tests-32-bytes-long,${OLD_KEY}`;
    const env = { ...environment(), ENCRYPTION_KEYS: keys };
    const second = await startTestProduct({ databaseUrl: product.databaseUrl, env });
    await second.close();
    const after = await secretsOf(PARLEY);
    expect(after.equals(before)).toBe(false);
    const third = await startTestProduct({
      databaseUrl: product.databaseUrl,
      env: { ...env, ENCRYPTION_KEYS: keys.slice(0, 38) },
    });
    try {
      await admin.at(third.url).post(`/api/integrations/${(await mailbox(PARLEY)).id}/check`);
      expect(await mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE' });
    } finally {
      await third.close();
    }
    const fourth = await startTestProduct({
      databaseUrl: product.databaseUrl,
      env: { ...env, ENCRYPTION_KEYS: [OLD_KEY, keys.slice(0, 38)].join(',') },
    });
    await fourth.close();
  });

  it('what no key opens any more is found out at the start, and mended by one with the key', async () => {
    const at = (key: string) =>
      startTestProduct({ databaseUrl: product.databaseUrl, env: { ...environment(), ENCRYPTION_KEYS: key } });
    // Nobody looks into it meanwhile.
    await sql("UPDATE mailbox_sync SET due_at = now() + interval '1 hour'");
    const second = await at('a-key-that-has-sealed-nothing-here-32-bytes');
    try {
      const problem = expect.stringContaining('cannot be opened');
      await soon(async () => expect(await mailbox(PARLEY)).toMatchObject({ status: 'NEEDS_REAUTH', problem }));
    } finally {
      await second.close();
    }
    const third = await at(OLD_KEY);
    try {
      await soon(async () => expect(await mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE', problem: null }));
    } finally {
      await third.close();
    }
  });

  it('what was sealed for one mailbox does not open another', async () => {
    const [ours, theirs] = [await secretsOf(PARLEY), await secretsOf(DESK)];
    await sql('UPDATE integration SET secrets = $2 WHERE external_id = $1', [PARLEY, theirs]);
    await check(PARLEY);
    expect(await mailbox(PARLEY)).toMatchObject({
      status: 'NEEDS_REAUTH',
      problem: expect.stringContaining('cannot be opened'),
    });
    await sql('UPDATE integration SET secrets = $2 WHERE external_id = $1', [PARLEY, ours]);
    await check(PARLEY);
    expect(await mailbox(PARLEY)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('disconnecting', () => {
  it('ends the pushes, gives the token back, forgets it, and tells the people', async () => {
    const seen = google.ledger.entries().length;
    const { id } = await mailbox(DESK);
    expect((await admin.send('DELETE', `/api/integrations/${id}`)).status).toBe(204);
    expect(await mailbox(DESK)).toMatchObject({
      status: 'DISABLED',
      problem: expect.stringContaining('administrator'),
    });
    expect(await sql('SELECT secrets FROM integration WHERE id = $1', [id])).toEqual([{ secrets: null }]);
    const calls = google.ledger.entries().slice(seen);
    for (const method of ['stop', 'oauth.revoke'])
      expect(calls).toContainEqual(expect.objectContaining({ kind: 'call', method, ok: true, mailbox: DESK }));
    expect(await addressOf(mira)).toMatchObject({ status: 'DEGRADED', problem: expect.stringContaining(DESK) });
  });

  it('is not undone by the next start with the same token', async () => {
    const { refreshToken } = google.grant(DESK);
    const env = { ...environment(), GMAIL_REFRESH_TOKEN: refreshToken };
    const start = async () => (await startTestProduct({ databaseUrl: product.databaseUrl, env })).close();
    await start();
    const { id, status } = await mailbox(DESK);
    expect(status).toBe('ACTIVE');
    // Google is away: it is forgotten all the same.
    google.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 'always',
      match: { method: 'oauth.revoke' },
    });
    expect((await admin.send('DELETE', `/api/integrations/${id}`)).status).toBe(204);
    await start();
    expect(await mailbox(DESK)).toMatchObject({ status: 'DISABLED' });
  });
});
