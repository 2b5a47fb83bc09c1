import type { MailPerson } from '@parley/sandbox/mail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askByMail, choice, EmailStage, headerOf, mailWith, PARLEY, requestOf } from '../support/email/index.js';
import { type Person, ScriptedAgent, soon } from '../support/product/index.js';

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

  it('takes a reply for an answer, in the thread of the session', async () => {
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
  });

  it('begins a session by a mail, and goes on in its thread', async () => {
    const sent = await member.write(PARLEY, 'Numbers', 'Help me analyse data but I need guidance');
    const [session] = await soon(async () => {
      const { items } = (await person.get('/api/sessions')).body;
      expect(items.filter(({ preview }: { preview: string }) => preview)).not.toEqual([]);
      return items;
    });
    await soon(async () => {
      const answers = member.inbox().filter(({ threadId }) => threadId === sent.threadId);
      expect(answers.length).toBeGreaterThan(0);
    });
    expect((await person.view(session.id)).messages.items[0]?.text).toContain('Help me analyse data');
  });
});
