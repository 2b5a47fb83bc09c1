import { randomBytes } from 'node:crypto';
import type { MailPerson } from '@parley/sandbox/mail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryTokens } from '../../src/modules/feedback/index.js';
import { type Asked, askByMail, EmailStage, headerOf, PARLEY, requestOf } from '../support/email/index.js';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';

const agent = new ScriptedAgent();
let stage: EmailStage;
let mira: { person: Person; member: MailPerson };
let noa: { person: Person; member: MailPerson };
let eve: MailPerson;
let onSlack: string;
beforeAll(async () => {
  stage = await EmailStage.start({ agents: [agent.definition] });
  mira = await stage.linked('Mira', 'mira@acme.example');
  noa = await stage.linked('Noa', 'noa@acme.example');
  eve = stage.mail.person('eve@elsewhere.example');
  onSlack = await stage.alsoOnSlack(mira.person);
});
afterAll(() => stage.close());

const MIRA = 'Mira Okafor <mira@acme.example>';
const replyAddress = ({ mail }: Asked): string =>
  /[^\s<>]+\+[^\s<>]+@[^\s<>]+/.exec(headerOf(mail, 'Reply-To'))?.[0] ?? '';
const passing = (by = 'mx.google.com') => ({
  name: 'Authentication-Results',
  value: `${by}; dkim=pass header.i=@acme.example; spf=pass smtp.mailfrom=mira@acme.example; dmarc=pass header.from=acme.example`,
});

type Attack = (asked: Asked) => Promise<unknown>;
const forged =
  (more: Partial<Parameters<MailPerson['forged']>[0]>): Attack =>
  (asked) =>
    eve.forged({
      from: MIRA,
      to: replyAddress(asked),
      inReplyTo: asked.mail.messageId,
      subject: `Re: ${asked.mail.subject}`,
      text: 'blue',
      ...more,
    });

const ATTACKS: [string, Attack][] = [
  ['in her name, and nobody vouches for it (T6)', forged({ verdict: 'none' })],
  ['in her name, and DMARC fails (T6)', forged({ verdict: 'fail' })],
  ['in her name, signed by another domain (T6)', forged({ verdict: 'misaligned' })],
  ['in her name, vouched for by itself (T7)', forged({ headers: [passing()] })],
  ['in her name, vouched for by itself in capitals (T7)', forged({ headers: [passing('MX.Google.com')] })],
  ['in her name, vouched for by another server (T7)', forged({ headers: [passing('mx.acme.example')] })],
  ['in two names (T10)', forged({ from: `${MIRA}, Eve <eve@elsewhere.example>`, verdict: 'pass' })],
  [
    'by a colleague who got her mail, to its own address (T8)',
    async (asked) => {
      await mira.member.forward(asked.mail.id, 'noa@acme.example', 'What do you think?');
      return noa.member.write(replyAddress(asked), asked.mail.subject, 'blue');
    },
  ],
  [
    'by a stranger who was put in copy (T8)',
    async (asked) => {
      await mira.member.forward(asked.mail.id, 'jun@acme.example', 'See below', { cc: 'eve@elsewhere.example' });
      return eve.write(replyAddress(asked), `Re: ${asked.mail.subject}`, 'blue');
    },
  ],
  [
    'by a stranger who knows its Message-ID (T9)',
    (asked) =>
      eve.forged({
        from: 'Eve <eve@elsewhere.example>',
        to: PARLEY,
        verdict: 'pass',
        inReplyTo: asked.mail.messageId,
        subject: `Re: ${asked.mail.subject}`,
        text: 'blue',
      }),
  ],
  [
    'from her own mailbox with a token that was guessed (T9)',
    (asked) =>
      eve.forged({
        from: MIRA,
        to: `parley+${randomBytes(20).toString('hex')}@acme.example`,
        verdict: 'pass',
        inReplyTo: asked.mail.messageId,
        subject: `Re: ${asked.mail.subject}`,
        text: 'blue',
      }),
  ],
  [
    'from her own mailbox, which Gmail takes for spam (F72)',
    async (asked) => {
      stage.mail.admin.setFilters(PARLEY, [{ from: 'mira@acme.example', action: 'spam' }]);
      await mira.member.reply(asked.mail.id, 'blue');
      stage.mail.admin.setFilters(PARLEY, []);
    },
  ],
];

const fromParley = () => mira.member.inbox('ALL').filter(({ from }) => from.includes(PARLEY)).length;

describe('an answer', () => {
  it.each(ATTACKS)(
    '%s, is quarantined; the question stays open and she hears of it elsewhere (F54)',
    async (_how, attack) => {
      const asked = await askByMail({ agent, ...mira }, choice(`Which colour, ${randomBytes(3).toString('hex')}?`));
      const before = stage.slack.entries({ address: onSlack }).length;
      const mails = fromParley();
      await attack(asked);
      expect((await stage.lastOutcome())?.done).toMatch(/^quarantined: /);
      expect(await requestOf(mira.person, asked.requestId)).toMatchObject({ status: 'PENDING', response: null });
      const warnings = await soon(() => {
        const told = stage.slack.entries({ address: onSlack }).slice(before);
        expect(told).toHaveLength(1);
        return told;
      });
      expect(warnings[0]?.text).toMatch(/tried to answer a question of yours/);
      const { items } = (await mira.person.view(asked.sessionId)).messages;
      expect(items.some(({ role, text }) => role === 'SYSTEM' && text.includes('tried to answer'))).toBe(true);
      // Nobody is told anything by mail: neither who tried, nor in the thread that they may read.
      expect(fromParley()).toBe(mails);
      await mira.member.reply(asked.mail.id, 'the first one');
      await mira.person.runSoon(asked.sessionId, 'COMPLETED');
    },
  );

  it('of a colleague without its token says nothing about it', async () => {
    const asked = await askByMail({ agent, ...mira }, choice('Which colour for a colleague?'));
    await noa.member.write(PARLEY, `Re: ${asked.mail.subject}`, 'blue');
    await stage.settled();
    expect(await requestOf(mira.person, asked.requestId)).toMatchObject({ status: 'PENDING' });
  });

  it('that is vouched for by DKIM of her domain alone counts', async () => {
    const asked = await askByMail({ agent, ...mira }, choice('Which colour by DKIM?'));
    await forged({ verdict: 'dkim-only' })(asked);
    await mira.person.runSoon(asked.sessionId, 'COMPLETED');
  });
});

describe('the tokens (T9)', () => {
  it('have 160 random bits each, and two mints share none of them', async () => {
    const asked = await askByMail({ agent, ...mira }, choice('Which token?'));
    expect(replyAddress(asked)).toMatch(/\+[0-9a-f]{40}@/);
    const { rows } = await stage.product.pool.query('SELECT id FROM delivery_attempt WHERE request_id = $1 LIMIT 1', [
      asked.requestId,
    ]);
    const tokens = stage.product.nest.get(DeliveryTokens);
    const minted = await Promise.all(Array.from({ length: 100 }, () => tokens.mint(rows[0].id)));
    const all = minted.flatMap(({ reply, link }) => [reply, link]);
    expect(all.filter((token) => !/^[0-9a-f]{40}$/.test(token))).toEqual([]);
    expect(new Set(all).size).toBe(200);
    // Nothing in it stays the same from one to the next: of sixteen letters most stand at each place.
    const places = Array.from({ length: 40 }, (_, at) => new Set(all.map((token) => token[at])).size);
    expect(Math.min(...places)).toBeGreaterThan(12);
  });
});
