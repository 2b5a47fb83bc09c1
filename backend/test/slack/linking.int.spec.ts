import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soon } from '../support/product/index.js';
import { SlackStage } from '../support/slack/index.js';

let stage: SlackStage;
beforeAll(async () => {
  stage = await SlackStage.start();
  // The first one is the administrator, which is nobody's business here.
  await stage.product.signUp('Admin');
});
afterAll(() => stage.close());

const slackOf = async (person: Awaited<ReturnType<typeof stage.product.signUp>>) =>
  (await person.get('/api/channels')).body.items.filter(({ type }: { type: string }) => type === 'SLACK');

describe('a link from Slack (SLK-4)', () => {
  it('shows whom it would join, changes nothing until it is confirmed, and tells both sides', async () => {
    const mira = await stage.product.signUp('Mira');
    const member = stage.slack.person('U0MIRA');
    const token = await stage.linkToken(member);
    const shown = await mira.get(`/api/channels/links/${token}`);
    expect(shown.body).toEqual({
      ...{ type: 'SLACK', address: 't0acme/u0mira', name: 'Mira Okafor', email: 'mira@acme.example' },
      ...{ workspace: 'Acme', state: 'free' },
    });
    expect(await slackOf(mira)).toEqual([]);
    const confirmed = await mira.post(`/api/channels/links/${token}`);
    expect(confirmed.body).toMatchObject({
      address: 't0acme/u0mira',
      status: 'ACTIVE',
      verifiedAt: expect.any(String),
    });
    await soon(() =>
      expect(member.messages(member.dmChannel()).at(-1)?.text).toMatch(/account of Mira \(mira-.*@example\.org\)/),
    );
    expect((await mira.get(`/api/channels/links/${token}`)).body.state).toBe('yours');
    // Again is as once.
    expect((await mira.post(`/api/channels/links/${token}`)).status).toBe(200);
    expect(await slackOf(mira)).toHaveLength(1);
  });

  it('joins nobody whom somebody else has already', async () => {
    const thief = await stage.product.signUp('Thief');
    const token = await stage.linkToken(stage.slack.person('U0MIRA'));
    expect((await thief.get(`/api/channels/links/${token}`)).body.state).toBe('taken');
    expect(await thief.post(`/api/channels/links/${token}`)).toMatchObject({
      status: 409,
      body: { code: 'address_taken' },
    });
    expect(await slackOf(thief)).toEqual([]);
  });

  it('is for who is signed in, not for a personal token, and is none when it was made up', async () => {
    const noa = await stage.product.signUp('Noa');
    const token = await stage.linkToken(stage.slack.person('U0NOA'));
    const { body: made } = await noa.post('/api/access-tokens', { name: 'script' });
    for (const how of ['GET', 'POST']) {
      const response = await fetch(`${stage.product.url}/api/channels/links/${token}`, {
        method: how,
        headers: { authorization: `Bearer ${made.token}` },
      });
      expect(response.status, how).toBe(403);
      expect((await fetch(`${stage.product.url}/api/channels/links/${token}`, { method: how })).status, how).toBe(401);
      expect(await noa.send(how, `/api/channels/links/${token.slice(0, -3)}abc`)).toMatchObject({
        status: 409,
        body: { code: 'code_expired' },
      });
      expect((await noa.send(how, '/api/channels/links/short')).status).toBe(404);
    }
    expect(await slackOf(noa)).toEqual([]);
  });
});

describe('a Slack address that is typed', () => {
  it.each(['u0noa', 'T0ACME/U0NOA', ' noa@acme.example '])(
    '%j is found, and proven by a code in a direct message',
    async (address) => {
      const person = await stage.product.signUp('Noa');
      const added = await person.post('/api/channels', { type: 'SLACK', address });
      expect(added.body).toMatchObject({ address: 't0acme/u0noa', status: 'UNVERIFIED', problem: null });
      const member = stage.slack.person('U0NOA');
      const code = /\b\d{6}\b/.exec(member.messages(member.dmChannel()).at(-1)?.text ?? '')?.[0];
      expect((await person.post(`/api/channels/${added.body.id}/verify`, { code })).body).toMatchObject({
        status: 'ACTIVE',
      });
      await person.send('DELETE', `/api/channels/${added.body.id}`);
    },
  );

  it.each(['nobody@acme.example', 'U0NOBODY', 'T0OTHER/U0NOA', 'U0DEPLOY', 'U0GONE', '@noa'])(
    '%j is refused at its field',
    async (address) => {
      const person = await stage.product.signUp('Noa');
      const refused = await person.post('/api/channels', { type: 'SLACK', address });
      expect(refused.status).toBe(400);
      expect(refused.body.errors).toEqual([{ path: 'address', message: expect.any(String) }]);
      expect(await slackOf(person)).toEqual([]);
    },
  );

  it('is told when Slack cannot be asked', async () => {
    const person = await stage.product.signUp('Noa');
    stage.slack.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 'always',
      match: { method: 'users.lookupByEmail' },
    });
    const refused = await person.post('/api/channels', { type: 'SLACK', address: 'noa@acme.example' });
    stage.slack.faults.clear();
    expect(refused).toMatchObject({ status: 409, body: { code: 'channel_unavailable' } });
  });
});

describe('/parley', () => {
  it('says to whom nobody knows how to become known', async () => {
    const member = stage.slack.person('U0JUN');
    for (const text of ['status', 'inbox', 'switch web'])
      expect(await stage.command(member, text)).toContain('/parley link');
    expect(await stage.command(member, '')).toContain('/parley inbox');
  });

  it('tells what waits, links to it, and lets nothing that a person or an agent wrote act', async () => {
    const { person, member } = await stage.linked('Jun', 'U0JUN');
    expect(await stage.command(member, 'inbox')).toBe('Nothing waits for you.');
    const session = await person.newSession(undefined, '<!channel> *launch* & <https://evil.example|click>');
    await person.say(session.id, 'Write the launch mail for our new version');
    await person.pendingSoon(session.id);
    const inbox = await stage.command(member, 'inbox');
    expect(inbox).toContain('Who should get the announcement?');
    expect(inbox).toContain(`<http://parley.test/sessions/${session.id}|open in Parley>`);
    const status = await stage.command(member, 'status');
    expect(status).toContain('&lt;!channel&gt;');
    expect(status).not.toMatch(/<!channel>|<https:\/\/evil/);
    expect(status).toContain('the agent waits for an answer');
    expect(await stage.command(member, '<!channel> & co')).toContain('There is no such command');
  });

  it('switches the latest conversation of the place it is typed in, and names it', async () => {
    const { person, member: guest } = await stage.linked('Gus', 'U0GUEST');
    expect(await stage.command(guest, 'switch email')).toContain('You have no conversation yet');
    await guest.dm('Write the launch mail for our new version');
    const [session] = await soon(async () => {
      const { items } = (await person.get('/api/sessions')).body;
      expect(items).toHaveLength(1);
      return items;
    });
    await person.pendingSoon(session.id);
    await soon(() => expect(guest.messages(guest.dmChannel()).length).toBeGreaterThan(2));
    const reply = await stage.command(guest, 'switch web');
    expect(reply).toContain(session.title);
    expect((await person.get(`/api/sessions/${session.id}`)).body.preferredChannel).toBe('WEB');
    expect(await stage.command(guest, 'switch email')).toContain('not connected to email');
    // One that does not go on here is meant where none does: the latest of all.
    const elsewhere = await person.newSession('assistant', 'Begun in the web app');
    await person.say(elsewhere.id, 'hello');
    const launch = 'C0LAUNCH';
    await guest.joinChannel(launch);
    expect(await stage.command(guest, 'switch slack', launch)).toContain('Begun in the web app');
    expect((await person.get(`/api/sessions/${elsewhere.id}`)).body.preferredChannel).toBe('SLACK');
  });

  it('is answered in time when Slack is slow to tell of cards', async () => {
    const guest = stage.slack.person('U0GUEST');
    expect(await stage.command(guest, 'inbox')).toContain('|answer here>');
    stage.slack.faults.add({
      fault: { kind: 'slow', ms: 4_000 },
      times: 'always',
      match: { method: 'chat.getPermalink' },
    });
    const reply = await stage.command(guest, 'inbox');
    expect(reply).toContain('One question waits for you');
    expect(reply).not.toContain('answer here');
    stage.slack.faults.clear();
  });
});
