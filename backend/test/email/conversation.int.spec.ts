import type { MailPerson } from '@parley/sandbox/mail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askByMail, EmailStage, headerOf, mailWith, PARLEY, requestOf } from '../support/email/index.js';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';

describe.each([
  ['pushes', true],
  ['asking', false],
] as const)('a conversation by mail, by %s', (_how, push) => {
  const agent = new ScriptedAgent();
  let stage: EmailStage;
  let person: Person;
  let member: MailPerson;
  beforeAll(async () => {
    stage = await EmailStage.start({ push, agents: [agent.definition] });
    ({ person, member } = await stage.linked('Mira', 'mira@acme.example'));
  });
  afterAll(() => stage.close());

  it('takes a reply for an answer; all of a session is one thread for both sides (EML-1)', async () => {
    const asked = await askByMail({ agent, person, member }, choice('Which colour?'));
    await member.reply(asked.mail.id, 'the second one');
    await person.runSoon(asked.sessionId, 'COMPLETED');
    expect(await requestOf(person, asked.requestId)).toMatchObject({
      status: 'ANSWERED',
      response: { channel: 'EMAIL', answer: { type: 'CHOICE', value: 'blue' } },
    });
    const said = await mailWith(member, 'I heard: Blue');
    expect(said.threadId).toBe(asked.mail.threadId);
    expect(headerOf(said, 'Auto-Submitted')).toBe('auto-generated');
    const ours = stage.mail
      .person(PARLEY)
      .inbox('ALL')
      .filter(({ subject }) => subject.includes('Which colour?'));
    expect(new Set(ours.map(({ threadId }) => threadId)).size).toBe(1);
  });

  it('is begun by a mail, and goes on in its thread (SES-7)', async () => {
    await member.write(PARLEY, 'Numbers', 'Help me analyse data but I need guidance');
    const answer = await soon(() => {
      const found = member.inbox().find(({ subject }) => subject === 'Re: Numbers');
      expect(found).toBeDefined();
      return found!;
    });
    const { items } = (await person.get('/api/sessions')).body;
    const [message] = (await person.view(items[0].id)).messages.items;
    expect(message).toMatchObject({
      role: 'USER',
      channel: 'EMAIL',
      text: expect.stringContaining('Help me analyse data but I need guidance'),
    });
    expect(member.inbox('ALL').filter(({ threadId }) => threadId === answer.threadId).length).toBeGreaterThan(1);
  });
});

describe('what became of a question (FB-3)', () => {
  const agent = new ScriptedAgent();
  let stage: EmailStage;
  let person: Person;
  let member: MailPerson;
  beforeAll(async () => {
    stage = await EmailStage.start({ agents: [agent.definition] });
    ({ person, member } = await stage.linked('Mira', 'mira@acme.example'));
  });
  afterAll(() => stage.close());

  const ask = (question: string, more: object = {}) =>
    askByMail({ agent, person, member }, { ...choice(question), ...more });
  const closings = async (threadId: string, words: string) => {
    await stage.settled();
    const mails = await Promise.all(
      member
        .inbox()
        .filter((mail) => mail.threadId === threadId)
        .map(({ id }) => member.read(id)),
    );
    return mails.filter(({ text }) => text.includes(words));
  };
  const closedOnce = (threadId: string, words: string) =>
    soon(async () => {
      const found = await closings(threadId, words);
      expect(found).toHaveLength(1);
      return found[0]!;
    });

  it('is said once in its thread when it was answered elsewhere', async () => {
    const asked = await ask('Answered elsewhere?');
    await person.answer(asked.requestId, { type: 'CHOICE', value: 'red' });
    const closing = await closedOnce(asked.mail.threadId, 'Answered by Mira');
    expect(headerOf(closing, 'X-Parley-Delivery')).toMatch(`closed-${asked.requestId}-answered`);
    expect(closing.html).not.toContain('/answer/');
  });

  it('is said once when it ran out of time', async () => {
    const asked = await ask('Out of time?', { expiresInMs: 3_600_000, onExpiry: 'FAIL' });
    await stage.product.pool.query('UPDATE feedback_request SET expires_at = now() WHERE id = $1', [asked.requestId]);
    await closedOnce(asked.mail.threadId, 'Nobody answered in time');
  });

  it('is said once when it was withdrawn', async () => {
    const asked = await ask('Withdrawn?');
    expect((await person.post(`/api/feedback-requests/${asked.requestId}/cancel`, {})).status).toBeLessThan(300);
    await closedOnce(asked.mail.threadId, 'was withdrawn');
  });

  it('is said once to who had it when it was handed on, and asked of who has it now', async () => {
    const noa = await stage.linked('Noa', 'noa@acme.example');
    const asked = await ask('Handed on?');
    const to = (await noa.person.get('/api/me')).body.email;
    expect((await person.post(`/api/feedback-requests/${asked.requestId}/delegate`, { to })).status).toBe(200);
    const closing = await closedOnce(asked.mail.threadId, 'Noa decides this now');
    expect(headerOf(closing, 'X-Parley-Delivery')).toMatch(`closed-${asked.requestId}-handed`);
    await member.reply(asked.mail.id, 'blue');
    expect((await stage.lastOutcome())?.done).toMatch(/^quarantined/);
    expect((await requestOf(person, asked.requestId)).status).toBe('PENDING');
    await noa.person.answer(asked.requestId, { type: 'CHOICE', value: 'red' });
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await closedOnce(asked.mail.threadId, 'Noa decides this now');
  });

  it('is left to the next channel when a session goes on elsewhere, and answered there once', async () => {
    const onSlack = await stage.alsoOnSlack(person);
    const asked = await ask('By another channel?');
    await person.send('PUT', `/api/sessions/${asked.sessionId}/channel`, { channel: 'SLACK' });
    await soon(() => expect(stage.slack.entries({ address: onSlack, operation: 'deliver' })).toHaveLength(1));
    expect(member.inbox().filter(({ threadId }) => threadId === asked.mail.threadId)).toHaveLength(1);
    await member.reply(asked.mail.id, 'blue');
    await person.runSoon(asked.sessionId, 'COMPLETED');
  });
});
