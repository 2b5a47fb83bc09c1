import type { Integration, IntegrationList } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmailStage } from '../support/email/index.js';
import { type Person, soon, type TestProduct } from '../support/product/index.js';
import { SlackStage } from '../support/slack/index.js';

/** Of the only integration there is. */
const kit = (product: () => TestProduct, admin: () => Person) => {
  const look = async (): Promise<Integration> => {
    const [first] = (await admin().get<IntegrationList>('/api/integrations')).body.items;
    if (!first) throw new Error('nothing is connected');
    return first;
  };
  return {
    look,
    press: async (what: 'check' | 'canary', by = admin()) => by.post(`/api/integrations/${(await look()).id}/${what}`),
    canarySoon: (state: string) =>
      soon(async () => {
        const { health } = await look();
        expect(health.canary).toMatchObject({ state });
        return health.canary;
      }),
    sql: async (text: string) => (await product().pool.query(text)).rows,
  };
};

describe('a mailbox', () => {
  let stage: EmailStage;
  let admin: Person;
  const { look, press, canarySoon, sql } = kit(
    () => stage.product,
    () => admin,
  );
  beforeAll(async () => {
    stage = await EmailStage.start();
    admin = await stage.product.signUp('Ada');
  });
  afterAll(() => stage.close());

  it('says what its token is good for, once it was asked', async () => {
    expect((await look()).health).toMatchObject({ checkedAt: null, check: null, canary: null, lastSentAt: null });
    expect((await press('check')).status).toBe(200);
    const { health } = await look();
    expect(health).toMatchObject({ check: 'alive', message: null, missing: [], lastHour: { sent: 0, failed: 0 } });
    expect(health.scopes).toContain('https://mail.google.com/');
    expect(Date.now() - Date.parse(health.checkedAt ?? '')).toBeLessThan(10_000);
  });

  it('writes to itself, hears it by the usual way, and takes it for nothing else', async () => {
    const { status, body } = await press('canary');
    expect(status).toBe(200);
    expect(body.items[0].health.canary.state).toMatch(/under_way|came_back/);
    const canary = await canarySoon('came_back');
    expect(canary?.problem).toBeNull();
    expect(canary?.tookMs).toBeGreaterThan(0);
    await stage.settled();
    expect(await stage.outcomes()).toEqual([]);
    expect(await sql('SELECT 1 FROM chat_session')).toEqual([]);
  });

  it('hears it as well where it arrives as a mail of its own, and counts no key but that of the last one', async () => {
    const [{ key }] = await sql('SELECT canary_key AS key FROM integration_health');
    const arrives = async (written: string) => {
      const headers = [{ name: 'X-Parley-Delivery', value: written }];
      await stage.mail
        .person('mira@acme.example')
        .forged({ from: 'parley@acme.example', to: 'parley@acme.example', text: 'x', headers });
      await stage.settled();
    };
    await sql('UPDATE integration_health SET canary_at = now(), canary_received_at = NULL');
    await arrives('canary-00000000-0000-4000-8000-000000000001');
    expect((await look()).health.canary).toMatchObject({ state: 'under_way', tookMs: null });
    await arrives(key);
    await canarySoon('came_back');
    expect((await look()).health.lastInboundAt).not.toBeNull();
  });

  it('tells that it did not come back, and why it could not be sent', async () => {
    await sql(
      `UPDATE integration_health SET canary_at = now() - interval '4 minutes', canary_received_at = NULL, canary_problem = NULL`,
    );
    expect((await look()).health.canary).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('did not come back'),
    });
    stage.mail.admin.revoke('parley@acme.example');
    await press('canary');
    expect((await canarySoon('failed'))?.problem).toMatch(/invalid_grant|Gmail|Google/);
    await press('check');
    expect((await look()).health).toMatchObject({ check: 'dead', message: expect.stringContaining('invalid_grant') });
    expect(await press('canary')).toMatchObject({ status: 409, body: { code: 'channel_unavailable' } });
  });
});

describe('a workspace', () => {
  let stage: SlackStage;
  let admin: Person;
  const { look, press, canarySoon, sql } = kit(
    () => stage.product,
    () => admin,
  );
  beforeAll(async () => {
    stage = await SlackStage.start();
    admin = await stage.product.signUp('Ada');
  });
  afterAll(() => stage.close());

  it('is looked at by itself, once a day and by one process, and writes to nobody then', async () => {
    await sql(`UPDATE integration SET updated_at = now() - interval '1 hour'`);
    await soon(async () => expect((await look()).health).toMatchObject({ check: 'alive', missing: [], canary: null }));
    const { checkedAt } = (await look()).health;
    const [{ hours }] = await sql(`SELECT extract(epoch FROM due_at - now()) / 3600 AS hours FROM integration_health`);
    expect(Number(hours)).toBeGreaterThan(23.9);
    expect((await look()).health.checkedAt).toBe(checkedAt);
  });

  it('names the permissions that it lacks', async () => {
    const granted = (await look()).health.scopes ?? [];
    stage.slack.admin.setScopes(
      'T0ACME',
      granted.filter((scope) => !['im:history', 'users:read'].includes(scope)),
    );
    await press('check');
    expect((await look()).health.missing).toEqual(['im:history', 'users:read']);
    stage.slack.admin.setScopes('T0ACME', granted);
    await press('check');
    expect((await look()).health.missing).toEqual([]);
  });

  it('writes to whoever asks, hears it, and takes it away again', async () => {
    await press('canary');
    expect((await canarySoon('failed'))?.problem).toContain('Link your own Slack account');
    const member = stage.slack.person('U0MIRA');
    await stage.link(admin, member);
    const before = member.messages(member.dmChannel()).length;
    await press('canary');
    const canary = await canarySoon('came_back');
    expect(canary?.tookMs).toBeGreaterThan(0);
    await soon(() => expect(member.messages(member.dmChannel())).toHaveLength(before));
    expect(await sql('SELECT 1 FROM chat_session')).toEqual([]);
    const { lastInboundAt } = (await look()).health;
    await member.say(member.dmChannel(), 'hello');
    await soon(async () =>
      expect(Date.parse((await look()).health.lastInboundAt ?? '')).toBeGreaterThan(Date.parse(lastInboundAt ?? '')),
    );
  });

  it('is for administrators', async () => {
    const other = await stage.product.signUp('Otto');
    expect((await press('canary', other)).status).toBe(403);
  });
});
