import type { MailPerson } from '@parley/sandbox/mail';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askByMail, EmailStage, PARLEY, requestOf } from '../support/email/index.js';
import { beginAsking, choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';

const agent = new ScriptedAgent();
let stage: EmailStage;
let person: Person;
let member: MailPerson;
let onSlack: string;
beforeAll(async () => {
  stage = await EmailStage.start({ agents: [agent.definition] });
  ({ person, member } = await stage.linked('Mira', 'mira@acme.example'));
  onSlack = await stage.alsoOnSlack(person);
});
afterAll(() => stage.close());
afterEach(async () => {
  stage.mail.faults.clear();
  member.outOfOffice(false);
  await stage.healed();
});

const askedOnSlack = (question: string) => stage.onSlackSoon(onSlack, question);
const outcomes = async () => {
  await stage.settled();
  return stage.outcomes();
};
const ask = (question: string) => beginAsking({ agent, person }, 'EMAIL', choice(question));
const arrived = (from: string, to: string) =>
  stage.mail.ledger
    .entries()
    .filter(
      (entry) => entry.kind === 'delivery' && entry.from.startsWith(from) && entry.to.replace(/\+[^@]*/, '') === to,
    ).length;

describe('a mail that comes back (F53)', () => {
  it('for ever: the question goes on at once, and the address says why', async () => {
    stage.mail.faults.add({ fault: { kind: 'mail_bounced', how: 'hard' }, times: 1, match: { to: member.email } });
    const { requestId } = await ask('Bounced?');
    await askedOnSlack('Bounced?');
    expect((await requestOf(person, requestId)).status).toBe('PENDING');
    expect((await outcomes()).at(-1)).toMatchObject({ read: expect.stringMatching(/^bounce_hard/), done: 'bounce' });
    const { items } = (await person.get('/api/channels')).body;
    const email = items.find(({ type }: { type: string }) => type === 'EMAIL');
    expect(email).toMatchObject({ status: 'DEGRADED', problem: expect.stringContaining('came back') });
  });

  it('for now: it is still being tried, and nothing has happened', async () => {
    stage.mail.faults.add({ fault: { kind: 'mail_bounced', how: 'soft' }, times: 1, match: { to: member.email } });
    const before = stage.slack.entries({ address: onSlack }).length;
    await ask('Delayed?');
    await soon(async () => expect((await stage.outcomes()).at(-1)?.read).toMatch(/^bounce_soft/));
    expect((await outcomes()).at(-1)?.done).toBeNull();
    expect(stage.slack.entries({ address: onSlack })).toHaveLength(before);
  });

  it('every time, is answered by no further mail (T11)', async () => {
    stage.mail.faults.add({
      fault: { kind: 'mail_bounced', how: 'hard' },
      times: 'always',
      match: { to: member.email },
    });
    for (const question of ['Storm one?', 'Storm two?', 'Storm three?']) {
      await stage.healed();
      const before = arrived(PARLEY, member.email);
      await ask(question);
      await askedOnSlack(question);
      await stage.settled();
      expect(arrived(PARLEY, member.email) - before, question).toBe(1);
    }
  });
});

describe('a program that answers for somebody (F53, T11)', () => {
  it('that admits to be one: the question goes on at once, and is not answered', async () => {
    const asked = await askByMail({ agent, person, member }, choice('Are you there?'));
    const head = [
      `From: ${member.email}`,
      `To: ${PARLEY}`,
      'Subject: Automatic reply: away',
      'Auto-Submitted: auto-replied',
    ];
    const lines = [...head, `In-Reply-To: ${asked.mail.messageId}`, `References: ${asked.mail.messageId}`, '', 'blue'];
    member.sendRaw(`${lines.join('\r\n')}\r\n`);
    await askedOnSlack('Are you there?');
    expect((await outcomes()).at(-1)).toMatchObject({ read: expect.stringMatching(/^auto_reply/), done: 'auto_reply' });
    expect(await requestOf(person, asked.requestId)).toMatchObject({ status: 'PENDING', response: null });
  });

  it('that admits nothing and answers everything: it stops within a round', async () => {
    member.outOfOffice(true, { careless: true });
    const sent = arrived(PARLEY, member.email);
    const back = arrived(member.email, PARLEY);
    const asked = await askByMail({ agent, person, member }, choice('Careless?'));
    await askedOnSlack('Careless?');
    await stage.settled();
    expect([arrived(PARLEY, member.email) - sent, arrived(member.email, PARLEY) - back]).toEqual([1, 1]);
    expect((await requestOf(person, asked.requestId)).status).toBe('PENDING');
  });

  it('that admits nothing, in words that nobody knows: it stops after a few', async () => {
    member.outOfOffice(true, { careless: true, subject: 'Zkrachn', text: 'Blorp wibble nargh.' });
    const sent = arrived(PARLEY, member.email);
    const asked = await askByMail({ agent, person, member }, choice('In which tongue?'));
    await soon(() => expect(arrived(PARLEY, member.email) - sent).toBe(4));
    await stage.settled();
    expect(arrived(PARLEY, member.email) - sent).toBe(4);
    expect(await requestOf(person, asked.requestId)).toMatchObject({ status: 'PENDING', response: null });
  });

  it.each([
    ['read-receipt', /^ignored: /, null],
    ['calendar-reply', /^ignored: /, null],
    ['challenge', /^auto_reply: /, 'auto_reply'],
  ] as const)('with a %s is neither an answer nor answered', async (kind, read, done) => {
    const asked = await askByMail({ agent, person, member }, choice(`With a ${kind}?`));
    const sent = arrived(PARLEY, member.email);
    await member.automatic(asked.mail.id, kind);
    expect((await outcomes()).at(-1)).toMatchObject({ read: expect.stringMatching(read), done });
    expect(arrived(PARLEY, member.email)).toBe(sent);
    expect((await requestOf(person, asked.requestId)).status).toBe('PENDING');
  });

  it('or a list that we are on begins no conversation, and is not kept', async () => {
    const { items: before } = (await person.get('/api/sessions')).body;
    await member.write('team@acme.example', 'Lunch', 'Who comes along?');
    expect((await outcomes()).at(-1)).toMatchObject({ read: expect.stringMatching(/^ignored: /), done: null });
    const { rows } = await stage.product.pool.query(
      'SELECT length(raw) AS bytes FROM inbound_mail ORDER BY received_at DESC LIMIT 1',
    );
    expect(rows).toEqual([{ bytes: 0 }]);
    expect((await person.get('/api/sessions')).body.items).toHaveLength(before.length);
  });
});

describe('two of us that write to each other (T11)', () => {
  it('come to rest at once', async () => {
    const desk = 'desk@beta.example';
    const other = await EmailStage.start({ mail: stage.mail, mailbox: desk, agents: [agent.definition] });
    try {
      const there = await stage.linked('Desk', desk);
      await other.linked('Parley', PARLEY);
      await Promise.all([stage.settled(), other.settled()]);
      const [sent, back] = [arrived(PARLEY, desk), arrived(desk, PARLEY)];
      const asked = await askByMail({ agent, ...there }, choice('Which of us?'));
      await Promise.all([stage.settled(), other.settled()]);
      expect([arrived(PARLEY, desk) - sent, arrived(desk, PARLEY) - back]).toEqual([1, 0]);
      expect((await other.outcomes()).at(-1)?.read).toMatch(/^ignored: it carries our own mark/);
      expect((await requestOf(there.person, asked.requestId)).status).toBe('PENDING');
    } finally {
      await other.close();
    }
  });
});
