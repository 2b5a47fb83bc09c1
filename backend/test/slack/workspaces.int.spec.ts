import type { IntegrationList } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Browser,
  choice,
  databaseText,
  type Person,
  ScriptedAgent,
  soon,
  startTestProduct,
} from '../support/product/index.js';
import { askInSlack, SlackStage } from '../support/slack/index.js';

const agent = new ScriptedAgent();
let stage: SlackStage;
let admin: Person;
/** Shown to somebody while all was well. */
let link: string;
beforeAll(async () => {
  stage = await SlackStage.start({ agents: [agent.definition] });
  admin = await stage.product.signUp('Admin');
  link = await stage.linkToken(stage.slack.person('U0JUN'));
});
afterAll(() => stage.close());

const listed = async (): Promise<IntegrationList> => (await admin.get<IntegrationList>('/api/integrations')).body;
const workspace = async (id: string) => (await listed()).items.find(({ externalId }) => externalId === id);

const browser = () => new Browser(stage.product.url);
const dump = () => databaseText(stage.product.pool);

const startInstall = async (admins: Browser): Promise<string> => {
  const { body } = await admin.post<{ url: string }>('/api/integrations/slack/install');
  const { status, location } = await admins.get(body.url);
  expect(status).toBe(302);
  return location;
};

/** What pressing a button on Slack's page does. */
const decide = async (authorizeUrl: string, how: 'allow' | 'cancel', user: string, team: string): Promise<string> => {
  const page = new URL(authorizeUrl);
  const response = await fetch(page, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...Object.fromEntries(page.searchParams), team, user, decision: how }),
  });
  return response.headers.get('location') ?? '';
};

describe('workspaces', () => {
  it('the one of SLACK_BOT_TOKEN is there from the start', async () => {
    const { items, slack } = await listed();
    expect(slack).toEqual({ connected: true, canInstall: true });
    expect(items).toEqual([
      expect.objectContaining({
        type: 'SLACK',
        externalId: 'T0ACME',
        name: 'Acme',
        status: 'ACTIVE',
        problem: null,
        people: 0,
      }),
    ]);
  });

  it('are for administrators', async () => {
    const other = await stage.product.signUp('Other');
    for (const [method, path] of [
      ['GET', '/api/integrations'],
      ['POST', '/api/integrations/slack/install'],
      ['DELETE', `/api/integrations/${(await listed()).items[0]?.id}`],
    ] as const)
      expect((await other.send(method, path)).status).toBe(403);
  });

  it('keep no token that one could read in the database (T15)', async () => {
    const text = await dump();
    expect(text).toContain('T0ACME');
    expect(text).not.toMatch(/xox[abp]-|xapp-/);
    expect(text).not.toContain(stage.slack.app.clientSecret);
  });
});

describe('installing by OAuth', () => {
  it('connects a second workspace, whose people then talk to the same Parley', async () => {
    const admins = browser();
    const back = await decide(await startInstall(admins), 'allow', 'U0ADA', 'T0BETA');
    const page = await admins.get(back);
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Beta Labs') });
    expect(await workspace('T0BETA')).toMatchObject({ status: 'ACTIVE', name: 'Beta Labs' });
    const { member } = await stage.linked('Ada', 'U0ADA', 'T0BETA');
    await soon(() => expect(member.messages(member.dmChannel()).at(-1)?.text).toContain('Ada'));
    expect(await dump()).not.toMatch(/xox[abp]-/);
    // What came back once counts once.
    expect((await admins.get(back)).status).toBe(400);
  });

  it('says in plain words that somebody pressed Cancel', async () => {
    const admins = browser();
    const before = await listed();
    const page = await admins.get(await decide(await startInstall(admins), 'cancel', 'U0ADA', 'T0BETA'));
    expect(page.text).toContain('You pressed Cancel');
    expect(await listed()).toEqual(before);
  });

  it('goes on only in the browser in which it began (T14)', async () => {
    const back = await decide(await startInstall(browser()), 'allow', 'U0ADA', 'T0BETA');
    expect((await browser().get(back)).status).toBe(400);
  });

  it('begins with the pass of an administrator, once', async () => {
    const { body } = await admin.post<{ url: string }>('/api/integrations/slack/install');
    expect((await browser().get(body.url)).status).toBe(302);
    expect((await browser().get(body.url)).status).toBe(403);
    for (const pass of ['', 'x'.repeat(100)])
      expect((await browser().get(`http://parley.test/slack/install?pass=${pass}`)).status).toBe(403);
  });
});

describe('a workspace that takes its permission back', () => {
  it('is told by its events, degrades its people, lets questions wait elsewhere, and comes back by a new installation', async () => {
    const { person, member } = await stage.linked('Mira', 'U0MIRA');
    stage.slack.admin.revokeToken('T0ACME');
    await soon(async () =>
      expect(await workspace('T0ACME')).toMatchObject({
        status: 'NEEDS_REAUTH',
        problem: expect.stringContaining('token_revoked'),
      }),
    );
    const slackOf = async () =>
      (await person.get('/api/channels')).body.items.find(({ type }: { type: string }) => type === 'SLACK');
    expect(await slackOf()).toMatchObject({ status: 'DEGRADED', problem: expect.stringContaining('Acme') });

    const session = await person.newSession('scripted');
    agent.play(session.id, async (ctx) => void (await ctx.ask('q', choice('While it is away?'))));
    await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'SLACK' });
    await person.say(session.id, 'go');
    const [request] = await person.pendingSoon(session.id);

    const admins = browser();
    await admins.get(await decide(await startInstall(admins), 'allow', 'U0MIRA', 'T0ACME'));
    expect(await workspace('T0ACME')).toMatchObject({ status: 'ACTIVE', problem: null });
    await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'WEB' });
    await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'SLACK' });
    // The gate may rest for ten seconds after failures in a row.
    await soon(
      () => expect(JSON.stringify(member.messages(member.dmChannel()))).toContain('While it is away?'),
      20_000,
    );
    // What was on its way with the old token may still be refused; what arrives says that all is well.
    await soon(async () => expect(await slackOf()).toMatchObject({ status: 'ACTIVE', problem: null }));
    expect((await person.get(`/api/feedback-requests/${request?.id}`)).body.status).toBe('PENDING');
  }, 40_000);

  it('is believed only when Slack confirms it: a late event about an old token changes nothing', async () => {
    stage.slack.admin.sendEvent({ type: 'tokens_revoked', tokens: { bot: ['U0PARLEY'] } }, 'T0ACME');
    stage.slack.admin.sendEvent({ type: 'app_uninstalled' }, 'T0ACME');
    await stage.slack.settled();
    expect(await workspace('T0ACME')).toMatchObject({ status: 'ACTIVE' });
  });

  it('is found out by a send, when no event told of it', async () => {
    stage.slack.admin.setSubscriptions(['message.im']);
    const { person, member } = await stage.linked('Noa', 'U0NOA');
    stage.slack.admin.revokeToken('T0ACME');
    const asked = askInSlack({ agent, person, member }, choice('Into the void?')).catch(() => 'it never came');
    await soon(async () => expect(await workspace('T0ACME')).toMatchObject({ status: 'NEEDS_REAUTH' }));
    expect(await asked).toBe('it never came');
  }, 30_000);
});

describe('several processes', () => {
  it('see within 5 s that a workspace was connected anew', async () => {
    const second = await startTestProduct({
      databaseUrl: stage.product.databaseUrl,
      env: { SLACK_SIGNING_SECRET: 'x', SLACK_BOT_TOKEN: 'xoxb-unknown', SLACK_API_URL: `${stage.slack.url}/api/` },
    });
    try {
      const there = admin.at(second.url);
      const look = async () => (await there.get(`/api/channels/links/${link}`)).status;
      // It knows the workspace now, as one that cannot be used.
      expect(await look()).toBe(409);
      const admins = browser();
      await admins.get(await decide(await startInstall(admins), 'allow', 'U0MIRA', 'T0ACME'));
      const began = performance.now();
      await soon(async () => expect(await look()).toBe(200));
      expect(performance.now() - began).toBeLessThan(5_000);
    } finally {
      await second.close();
    }
  }, 30_000);
});

describe('disconnecting', () => {
  it('gives the token back, forgets it, and tells the people', async () => {
    const beta = await workspace('T0BETA');
    expect((await admin.send('DELETE', `/api/integrations/${beta?.id}`)).status).toBe(204);
    expect(await workspace('T0BETA')).toMatchObject({
      status: 'DISABLED',
      problem: expect.stringContaining('administrator'),
    });
    const { rows } = await stage.product.pool.query('SELECT secrets FROM integration WHERE id = $1', [beta?.id]);
    expect(rows).toEqual([{ secrets: null }]);
    const revoked = stage.slack.ledger
      .entries()
      .find((entry) => entry.kind === 'call' && entry.method === 'auth.revoke');
    expect(revoked).toMatchObject({ ok: true, team: 'T0BETA' });
    expect((await admin.send('DELETE', `/api/integrations/${admin.id}`)).status).toBe(404);
  });
});
