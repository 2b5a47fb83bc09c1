import type { MailPerson } from '@parley/sandbox/mail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askByMail, EmailStage, headerOf, mailWith, PARLEY, requestOf } from '../support/email/index.js';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';

const agent = new ScriptedAgent();
let stage: EmailStage;
let person: Person;
let member: MailPerson;
beforeAll(async () => {
  stage = await EmailStage.start({ agents: [agent.definition] });
  ({ person, member } = await stage.linked('Mira', 'mira@acme.example'));
});
afterAll(() => stage.close());

const statusOf = async (id: string) => (await requestOf(person, id)).status;
const answeredWith = (id: string, value: string) =>
  soon(async () =>
    expect(await requestOf(person, id)).toMatchObject({ status: 'ANSWERED', response: { answer: { value } } }),
  );
/** Two questions at once in one session, each with a mail of its own. */
const askTwo = async (one: string, two: string) => {
  const session = await person.newSession(agent.name);
  agent.play(session.id, async (ctx) => {
    await Promise.all([
      ctx.branch('one', (b) => b.ask('q', choice(one))),
      ctx.branch('two', (b) => b.ask('q', choice(two))),
    ]);
  });
  await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'EMAIL' });
  await person.say(session.id, 'go');
  const open = await person.pendingSoon(session.id, 2);
  const idOf = (question: string) => open.find((request) => request.question.question === question)!.id;
  const mails = [await mailWith(member, one), await mailWith(member, two)] as const;
  return { sessionId: session.id as string, ids: [idOf(one), idOf(two)] as const, mails };
};

describe('what a reply is about (F55)', () => {
  it('says its token: of two questions in one thread, that one, whichever is the newest', async () => {
    const { ids, mails } = await askTwo('Which first?', 'Which second?');
    expect(mails[0].threadId).toBe(mails[1].threadId);
    await member.reply(mails[0].id, 'blue');
    await answeredWith(ids[0], 'blue');
    expect(await statusOf(ids[1])).toBe('PENDING');
    await member.reply(mails[1].id, 'red');
    await answeredWith(ids[1], 'red');
  });

  it('says its token, under another subject and without the headers of a thread too', async () => {
    const asked = await askByMail({ agent, person, member }, choice('Under another subject?'));
    await member.write(
      headerOf(asked.mail, 'Reply-To').replace(/.*<|>.*/g, ''),
      'Something else entirely',
      'the second one',
    );
    await answeredWith(asked.requestId, 'blue');
  });

  it('that has ended is late, and its sender is told (F57)', async () => {
    const asked = await askByMail({ agent, person, member }, choice('Too late?'));
    await person.answer(asked.requestId, { type: 'CHOICE', value: 'red' });
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await member.reply(asked.mail.id, 'blue');
    expect((await stage.lastOutcome())?.done).toBe('superseded');
    await answeredWith(asked.requestId, 'red');
    await mailWith(member, 'answered first');
  });

  it('is answered once by two replies with two minds, and both are told apart (F58)', async () => {
    const asked = await askByMail({ agent, person, member }, choice('Two minds?'));
    await Promise.all([member.reply(asked.mail.id, 'blue'), member.reply(asked.mail.id, 'red')]);
    await stage.settled();
    const { rows } = await stage.product.pool.query(
      'SELECT outcome FROM feedback_response WHERE request_id = $1 ORDER BY outcome',
      [asked.requestId],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['APPLIED', 'SUPERSEDED']);
  });
});

describe('a reply without its token (F73)', () => {
  it.each([
    ['the part behind the plus was dropped', ['plus']],
    ['that and the quote were dropped', ['plus', 'quote']],
  ] as const)('since %s: nothing is settled without a yes to a mail that has one', async (_why, strip) => {
    const asked = await askByMail({ agent, person, member }, choice(`Dropped ${strip.join(' and ')}?`));
    await member.reply(asked.mail.id, 'blue', { strip: [...strip] });
    expect((await stage.lastOutcome())?.done).toMatch(/^asked back/);
    expect(await statusOf(asked.requestId)).toBe('PENDING');
    const back = await soon(() => {
      const found = member.inbox().find(({ threadId, id }) => threadId === asked.mail.threadId && id !== asked.mail.id);
      expect(found).toBeDefined();
      return found!;
    });
    expect((await member.read(back.id)).text).toMatch(/I understood: Blue/);
    await member.reply(back.id, 'yes');
    await answeredWith(asked.requestId, 'blue');
  });

  it('from another address of hers answers nothing', async () => {
    const asked = await askByMail({ agent, person, member }, choice('From another address?'));
    const alias = stage.mail.person('ada@beta.example');
    await alias.write(PARLEY, `Re: ${asked.mail.subject}`, 'blue');
    expect((await stage.lastOutcome())?.done).toMatch(/^quarantined/);
    expect(await statusOf(asked.requestId)).toBe('PENDING');
  });

  it('that is a new mail begins something new, or is asked about; it settles nothing', async () => {
    const asked = await askByMail({ agent, person, member }, choice('As a new mail?'));
    await member.write(PARLEY, 'By the way', 'blue');
    await stage.settled();
    expect(await statusOf(asked.requestId)).toBe('PENDING');
  });
});

describe('the same mail twice (F56)', () => {
  it.each([[false], [true]])('is one answer (with a new Message-ID: %s)', async (newId) => {
    const asked = await askByMail({ agent, person, member }, choice(`Twice, ${newId}?`));
    stage.mail.faults.add({
      fault: { kind: 'mail_duplicate', copies: 2, newId },
      times: 1,
      match: { to: headerOf(asked.mail, 'Reply-To').replace(/.*<|>.*/g, '') },
    });
    const before = (await stage.outcomes()).length;
    await member.reply(asked.mail.id, 'blue');
    await answeredWith(asked.requestId, 'blue');
    await stage.settled();
    expect((await stage.outcomes()).length - before).toBe(3);
    const { rows } = await stage.product.pool.query('SELECT outcome FROM feedback_response WHERE request_id = $1', [
      asked.requestId,
    ]);
    expect(rows).toEqual([{ outcome: 'APPLIED' }]);
  });
});

describe('where a filter puts a reply (F72)', () => {
  it.each(['archive', 'trash'] as const)('%s: it is read all the same', async (action) => {
    const asked = await askByMail({ agent, person, member }, choice(`Filtered to ${action}?`));
    stage.mail.admin.setFilters(PARLEY, [{ from: 'mira@acme.example', action }]);
    await member.reply(asked.mail.id, 'blue');
    stage.mail.admin.setFilters(PARLEY, []);
    await answeredWith(asked.requestId, 'blue');
  });
});
