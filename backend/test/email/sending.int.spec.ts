import type { MailPerson } from '@parley/sandbox/mail';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askByMail, EmailStage, mailWith, PARLEY, requestOf } from '../support/email/index.js';
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
  await stage.healed();
});

const sent = () =>
  stage.mail.ledger
    .entries()
    .flatMap((entry) => (entry.kind === 'call' && entry.method === 'messages.send' ? [entry] : []));
const accepted = () => sent().filter(({ ok, to }) => ok && to?.includes(member.email));
const calls = (method: string) =>
  stage.mail.ledger.entries().filter((entry) => entry.kind === 'call' && entry.method === method).length;
const begin = (question: string) => beginAsking({ agent, person }, 'EMAIL', choice(question));
const onSlackSoon = (question: string) => stage.onSlackSoon(onSlack, question);

describe('a send whose answer is lost', () => {
  it('is looked up and not made again: one mail for each attempt (F40)', async () => {
    const before = accepted().length;
    stage.mail.faults.add({ fault: { kind: 'cut', when: 'after' }, times: 1, match: { method: 'messages.send' } });
    const asked = await askByMail({ agent, person, member }, choice('Once only?'));
    await soon(async () => {
      const { rows } = await stage.product.pool.query(
        "SELECT status FROM delivery_attempt WHERE request_id = $1 AND purpose = 'REQUEST'",
        [asked.requestId],
      );
      expect(rows).toEqual([{ status: 'ACCEPTED' }]);
    });
    expect(accepted().length - before).toBe(1);
    await member.reply(asked.mail.id, 'blue');
    await mailWith(member, 'I heard: Blue');
    await stage.settled();
  });

  it('and whose Message-ID Gmail has rewritten, too; what came back of it is known again (F41)', async () => {
    const before = accepted().length;
    stage.mail.faults.add({ fault: { kind: 'message_id_rewritten' }, times: 'always' });
    stage.mail.faults.add({ fault: { kind: 'cut', when: 'after' }, times: 1, match: { method: 'messages.send' } });
    stage.mail.faults.add({ fault: { kind: 'mail_bounced', how: 'hard' }, times: 1, match: { to: member.email } });
    await begin('Rewritten?');
    await onSlackSoon('Rewritten?');
    expect(accepted().length - before).toBe(1);
  });

  it('and was never made is made again', async () => {
    const before = accepted().length;
    stage.mail.faults.add({ fault: { kind: 'cut', when: 'before' }, times: 1, match: { method: 'messages.send' } });
    await askByMail({ agent, person, member }, choice('Lost on the way?'));
    expect(accepted().length - before).toBe(1);
  });
});

describe('a mailbox that may not send so quickly (F38)', () => {
  it('sends it once, after as long as it is told', async () => {
    const before = accepted().length;
    stage.mail.faults.add({
      fault: { kind: 'rate_limited', retryAfter: 1 },
      times: 1,
      match: { method: 'messages.send' },
    });
    await askByMail({ agent, person, member }, choice('Limited?'));
    expect(accepted().length - before).toBe(1);
    const [first, second] = sent().slice(-2);
    expect(Date.parse(second!.time) - Date.parse(first!.time)).toBeGreaterThanOrEqual(950);
  });
});

describe('a mailbox that has sent all it may today (F39)', () => {
  it('lets the question go on at once', async () => {
    stage.mail.faults.add({ fault: { kind: 'daily_limit' }, times: 'always', match: { method: 'messages.send' } });
    const { requestId } = await begin('Too many?');
    await onSlackSoon('Too many?');
    expect((await requestOf(person, requestId)).status).toBe('PENDING');
  });
});

describe('an access token that is over (F42)', () => {
  it('is replaced once, in the middle of a send and of a look', async () => {
    stage.mail.admin.expireTokens(PARLEY);
    const before = calls('oauth.token');
    const asked = await askByMail({ agent, person, member }, choice('With a new token?'));
    expect(calls('oauth.token') - before).toBe(1);
    await stage.settled();
    stage.mail.admin.expireTokens(PARLEY);
    await member.reply(asked.mail.id, 'blue');
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await mailWith(member, 'I heard: Blue');
  });
});

describe('a permission that is gone (F43, EML-6)', () => {
  it('is visible, lets questions go on, and is asked about in no storm', async () => {
    const asked = await askByMail({ agent, person, member }, choice('Before it was gone?'));
    stage.mail.admin.revoke(PARLEY);
    const before = calls('oauth.token');
    const { requestId } = await begin('After it was gone?');
    await onSlackSoon('After it was gone?');
    await onSlackSoon('Before it was gone?');
    await soon(async () => {
      const { rows } = await stage.product.pool.query('SELECT status FROM integration');
      expect(rows).toEqual([{ status: 'NEEDS_REAUTH' }]);
    });
    const email = (await person.get('/api/channels')).body.items.find(({ type }: { type: string }) => type === 'EMAIL');
    expect(email.status).toBe('DEGRADED');
    for (const open of [requestId, asked.requestId]) expect((await requestOf(person, open)).status).toBe('PENDING');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(calls('oauth.token') - before).toBeLessThanOrEqual(8);
  });
});
