import type { IntegrationList } from '@parley/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { askByMail, decide, EmailStage, PARLEY, toGooglesPage } from '../support/email/index.js';
import { Browser, choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';

const agent = new ScriptedAgent();
let stage: EmailStage;
let admin: Person;

/** @param pollSeconds so often Gmail is asked by itself */
const start = async (pollSeconds: number) => {
  const env = { GMAIL_POLL_SECONDS: String(pollSeconds) };
  stage = await EmailStage.start({ agents: [agent.definition], env });
  admin = await stage.product.signUp('Admin');
  return stage.linked('Mira', 'mira@acme.example');
};
afterEach(() => stage.close());

const mailbox = async () => (await admin.get<IntegrationList>('/api/integrations')).body.items[0];
const statusSoon = (status: string) => soon(async () => expect(await mailbox()).toMatchObject({ status }));
const emailOf = async (person: Person) =>
  (await person.get('/api/channels')).body.items.find(({ type }: { type: string }) => type === 'EMAIL');

const connectAgain = async () => {
  const browser = new Browser(stage.product.url);
  const page = await toGooglesPage(admin, browser, (await mailbox())?.id);
  expect((await browser.get(await decide(page, { account: PARLEY }))).status).toBe(200);
};

describe('a mailbox whose permission is gone (EML-6)', () => {
  it('is found out by reading, with nothing to send, and is read again from where it was left', async () => {
    const { person, member } = await start(1);
    stage.mail.admin.revoke(PARLEY);
    await statusSoon('NEEDS_REAUTH');
    await soon(async () => expect(await emailOf(person)).toMatchObject({ status: 'DEGRADED' }));
    await member.write(PARLEY, 'Meanwhile', 'Nobody is looking.');
    await connectAgain();
    expect(await emailOf(person)).toMatchObject({ status: 'ACTIVE', problem: null });
    await soon(async () => expect((await stage.product.pool.query('SELECT 1 FROM inbound_mail')).rowCount).toBe(1));
    const watched = { mailbox: { problem: null, watchedUntil: expect.any(String) } };
    await soon(async () => expect(await mailbox()).toMatchObject(watched));
  });

  it('is found out by a send, and the question goes on', async () => {
    const { person, member } = await start(3_600);
    stage.mail.admin.revoke(PARLEY);
    const session = await person.newSession(agent.name);
    agent.play(session.id, async (ctx) => void (await ctx.ask('q', choice('Which colour?'))));
    await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'EMAIL' });
    await person.say(session.id, 'go');
    const [request] = await person.pendingSoon(session.id);
    await statusSoon('NEEDS_REAUTH');
    await soon(async () => {
      const { items } = (await person.get(`/api/feedback-requests/${request?.id}/deliveries`)).body;
      expect(items.map(({ channel, status }: Record<string, string>) => `${channel} ${status}`)).toEqual(
        expect.arrayContaining(['EMAIL FAILED', 'WEB ACCEPTED']),
      );
    }, 15_000);

    await connectAgain();
    const asked = await askByMail({ agent, person, member }, choice('Which colour now?'));
    await member.reply(asked.mail.id, 'Blue');
    await stage.settled();
    await soon(async () =>
      expect((await person.get(`/api/feedback-requests/${asked.requestId}`)).body.status).toBe('ANSWERED'),
    );
  }, 40_000);

  it('is found out by reading also where its token does not open any more', async () => {
    const { person } = await start(1);
    await stage.product.pool.query(`UPDATE integration SET secrets = '\\x00'`);
    const problem = expect.stringContaining('cannot be opened');
    await soon(async () => expect(await mailbox()).toMatchObject({ status: 'NEEDS_REAUTH', problem }), 15_000);
    expect(await emailOf(person)).toMatchObject({ status: 'DEGRADED' });
    await connectAgain();
    await soon(async () => expect((await mailbox())?.mailbox).toMatchObject({ problem: null }));
  });

  it('and a Google that only fails takes nothing from anybody', async () => {
    const { person } = await start(1);
    stage.mail.faults.add({ fault: { kind: 'http_status', status: 503 }, times: 'always' });
    await soon(async () => expect((await mailbox())?.mailbox?.problem).toEqual(expect.any(String)));
    expect(await mailbox()).toMatchObject({ status: 'ACTIVE', problem: null });
    expect(await emailOf(person)).toMatchObject({ status: 'ACTIVE', problem: null });
    stage.mail.faults.clear();
    await soon(async () => expect((await mailbox())?.mailbox?.problem).toBeNull());
  });
});
