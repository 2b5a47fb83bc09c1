import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GmailMailboxes } from '../../src/modules/channels/index.js';
import { DESK, decide, GoogleStage, PARLEY } from '../support/email/index.js';
import { Browser, databaseText, ORIGIN, startTestProduct } from '../support/product/index.js';

let stage: GoogleStage;
beforeAll(async () => {
  stage = await GoogleStage.start();
});
beforeEach(() => stage.google.faults.clear());
afterAll(() => stage.close());

describe('the mailbox of GMAIL_REFRESH_TOKEN', () => {
  it('is there from the start', async () => {
    expect((await stage.listed()).gmail).toEqual({ connected: true, push: false });
    expect(await stage.mailbox(PARLEY)).toMatchObject({ type: 'EMAIL', name: PARLEY, status: 'ACTIVE', problem: null });
  });

  it('is for administrators', async () => {
    for (const [method, path] of [
      ['GET', '/api/integrations'],
      ['POST', '/api/integrations/gmail/connect'],
      ['DELETE', `/api/integrations/${(await stage.mailbox(PARLEY)).id}`],
    ] as const)
      expect((await stage.mira.send(method, path)).status).toBe(403);
  });

  it('leaves no token that one could read in the database (T15)', async () => {
    const text = await databaseText(stage.product.pool);
    expect(text).toContain(PARLEY);
    expect(text).not.toMatch(/1\/\/0|ya29\./);
    expect(text).not.toContain(stage.google.app.clientSecret);
  });
});

describe("connecting at Google's page", () => {
  it('asks for no more than it needs, with PKCE, and for consent anew', async () => {
    const { searchParams } = new URL(await stage.begin(stage.browser()));
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
    const page = await stage.connect();
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining(DESK) });
    expect(await stage.mailbox(DESK)).toMatchObject({ status: 'ACTIVE', people: 0 });
    const [row] = await stage.sql('SELECT settings FROM integration WHERE external_id = $1', [DESK]);
    expect(row.settings).toMatchObject({ sub: stage.google.state.mailbox(DESK)?.sub, connectedBy: stage.admin.id });
    expect(await stage.sql('SELECT count(*)::int AS count FROM mailbox_sync')).toEqual([{ count: 2 }]);
    expect(await databaseText(stage.product.pool)).not.toMatch(/1\/\/0|ya29\./);
  });

  it('leaves the first one first, whatever the alphabet says: what belongs to none is written from there', async () => {
    const all = await stage.product.nest.get(GmailMailboxes).all();
    expect(all.map(({ address }) => address)).toEqual([PARLEY, DESK]);
  });

  it('says in plain words that somebody pressed Cancel', async () => {
    const before = await stage.listed();
    const page = await stage.connect({ decision: 'cancel' });
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('You pressed Cancel') });
    expect((await stage.listed()).items.map(({ status }) => status)).toEqual(before.items.map(({ status }) => status));
  });

  it.each([
    ['gmail.send', 'to send mail in this mailbox. Begin again and leave every box ticked'],
    ['gmail.readonly', 'to read its mail in this mailbox. Begin again and leave'],
  ])('says what is missing when %s was unticked', async (without, words) => {
    const page = await stage.connect({ account: 'mira@acme.example', without });
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining(words) });
    await expect(stage.mailbox('mira@acme.example')).rejects.toThrow();
  });

  it('says how to mend a permission that does not last', async () => {
    const at = stage.browser();
    const page = new URL(await stage.begin(at));
    page.searchParams.delete('access_type');
    const { status, text } = await at.get(await decide(page.href, { account: 'mira@acme.example' }));
    expect([status, text]).toEqual([400, expect.stringContaining('myaccount.google.com')]);
  });

  it('connects nothing when Google is away at that moment', async () => {
    stage.google.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 'always',
      match: { method: 'oauth.token' },
    });
    const page = await stage.connect({ account: 'mira@acme.example' });
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('could not be asked just now') });
  });

  it('has a cookie for its own path only, and over https alone where people come by https', async () => {
    const { body } = await stage.admin.post<{ url: string }>('/api/integrations/gmail/connect');
    expect((await stage.browser().get(body.url)).setCookie).toMatch(/Path=\/google;.*HttpOnly; SameSite=Lax$/);
    const secure = await startTestProduct({ env: { ...stage.environment(), PUBLIC_URL: 'https://parley.test' } });
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
    await expect(stage.mailbox(who)).rejects.toThrow();
  };

  it('not in another browser', async () => {
    await refuses(
      stage.browser().get(await decide(await stage.begin(stage.browser()), { account: who })),
      'in another browser',
    );
  });

  it('not with the state of another one, which uses up nothing', async () => {
    const [one, two] = [stage.browser(), stage.browser()];
    const [ours, theirs] = [await stage.begin(one), await stage.begin(two)];
    const foreign = await decide(theirs, { account: who });
    await refuses(one.get(foreign), 'in another browser');
    expect((await one.get(await decide(ours, { account: DESK }))).status).toBe(200);
  });

  it('not with a code that somebody else got, put beside our own state (mix-up)', async () => {
    const one = stage.browser();
    const ours = new URL(await stage.begin(one)).searchParams.get('state') ?? '';
    const foreign = new URL(await decide(await stage.begin(stage.browser()), { account: who }));
    foreign.searchParams.set('state', ours);
    await refuses(one.get(foreign.href), 'has run out');
  });

  it('not with an account that the answer was not asked for (nonce)', async () => {
    const one = stage.browser();
    const page = new URL(await stage.begin(one));
    page.searchParams.set('nonce', 'another');
    await refuses(one.get(await decide(page.href, { account: who })), 'did not say for certain');
  });

  it('not twice', async () => {
    const one = stage.browser();
    const back = await decide(await stage.begin(one), { account: DESK });
    const copy = one.copy();
    expect((await one.get(back)).status).toBe(200);
    for (const again of [one, copy])
      expect(await again.get(back)).toMatchObject({ status: 400, text: expect.stringContaining('finished already') });
  });

  it('and begins with the pass of an administrator, once', async () => {
    const { body } = await stage.admin.post<{ url: string }>('/api/integrations/gmail/connect');
    expect((await stage.browser().get(body.url)).status).toBe(302);
    expect((await stage.browser().get(body.url)).status).toBe(403);
    for (const pass of ['', 'x'.repeat(100)])
      expect((await stage.browser().get(`${ORIGIN}/google/connect?pass=${pass}`)).status).toBe(403);
    // The one of Slack opens nothing here.
    expect((await stage.admin.post('/api/integrations/slack/install')).status).toBe(409);
  });

  it('and is about the mailbox that was to be connected again, and no other', async () => {
    const hint = new URL(await stage.begin(stage.browser(), PARLEY)).searchParams;
    expect([hint.get('login_hint'), hint.get('prompt')]).toEqual([PARLEY, 'consent']);
    await refuses(stage.connect({ account: who }, PARLEY), `${PARLEY} was to be connected again`);
    expect((await stage.admin.post('/api/integrations/gmail/connect', { integrationId: stage.admin.id })).status).toBe(
      404,
    );
  });

  it('and not about another account that has the address now, until the old one is disconnected', async () => {
    await stage.sql(`UPDATE integration SET settings = settings || '{"sub":"42"}' WHERE external_id = $1`, [DESK]);
    expect(await stage.connect({}, DESK)).toMatchObject({
      status: 400,
      text: expect.stringContaining('another Google account'),
    });
    await stage.admin.send('DELETE', `/api/integrations/${(await stage.mailbox(DESK)).id}`);
    expect((await stage.connect({}, DESK)).status).toBe(200);
  });
});
