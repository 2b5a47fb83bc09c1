import type { FeedbackQuestionInput } from '@parley/contracts';
import type { MailPerson } from '@parley/sandbox/mail';
import { person as writes } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboundSink } from '../../src/modules/channels/index.js';
import { type Asked, askByMail, EmailStage, headerOf, mailWith, PARLEY, requestOf } from '../support/email/index.js';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';

let asking = 0;
/** Each in other words, so that its mail is known. */
const approval = (): FeedbackQuestionInput => ({
  type: 'APPROVAL',
  question: `May I delete backup ${++asking}?`,
  action: { tool: 'delete', arguments: { what: 'backups' }, destructive: true },
});

const agent = new ScriptedAgent();
let stage: EmailStage;
let person: Person;
let member: MailPerson;
let eve: MailPerson;
let onSlack: string;
beforeAll(async () => {
  stage = await EmailStage.start({ agents: [agent.definition] });
  ({ person, member } = await stage.linked('Mira', 'mira@acme.example'));
  eve = stage.mail.person('eve@elsewhere.example');
  onSlack = await stage.alsoOnSlack(person);
});
afterAll(() => stage.close());

const ask = (question: FeedbackQuestionInput): Promise<Asked> => askByMail({ agent, person, member }, question);
const statusOf = async ({ requestId }: Asked): Promise<string> => (await requestOf(person, requestId)).status;
const ended = async ({ requestId }: Asked) => {
  await person.post(`/api/feedback-requests/${requestId}/cancel`, {});
  await stage.settled();
};
const replyAddress = ({ mail }: Asked): string =>
  /[^\s<>]+\+[^\s<>]+@[^\s<>]+/.exec(headerOf(mail, 'Reply-To'))?.[0] ?? '';
const forge = ({ mail }: Asked, to: string) =>
  eve.forged({
    from: 'Mira <mira@acme.example>',
    to,
    inReplyTo: mail.messageId,
    subject: `Re: ${mail.subject}`,
    text: 'no',
  });
/** The newest that Slack has for her. */
const lastOnSlack = (words: string) =>
  soon(() => {
    const found = stage.slack.entries({ address: onSlack }).findLast(({ text }) => text.includes(words));
    expect(found).toBeDefined();
    return found!;
  });

describe('mail, as a review found it', () => {
  it.each(['yes', '1'])(
    '"%s" below a warning of forgeries approves nothing, also where the question stands too',
    async (said) => {
      const asked = await ask(approval());
      await person.send('PUT', `/api/sessions/${asked.sessionId}/channel`, { channel: 'SLACK' });
      await lastOnSlack(`May I delete backup ${asking}?`);
      await forge(asked, replyAddress(asked));
      expect((await stage.lastOutcome())?.done).toMatch(/^quarantined/);
      const warning = await lastOnSlack('Kept out:');
      const sink = stage.product.nest.get(InboundSink);
      await sink.receive('SLACK', writes.repliesInThread(warning, said));
      await stage.settled();
      expect(await statusOf(asked)).toBe('PENDING');
      await ended(asked);
    },
  );

  it('a yes to other words is no yes to what was understood before', async () => {
    const asked = await ask(approval());
    await member.reply(asked.mail.id, 'reject', { strip: ['plus'] });
    const understood = await mailWith(member, 'I understood: Reject');
    await member.reply(asked.mail.id, 'What about the ones of May?');
    await stage.settled();
    const hint = member.inbox().find(({ threadId }) => threadId === understood.threadId)!;
    expect(hint.id).not.toBe(understood.id);
    await member.reply(hint.id, 'yes');
    await stage.settled();
    expect((await requestOf(person, asked.requestId)).response?.answer.decision).not.toBe('reject');
    await ended(asked);
  });

  it('a yes to what was understood is one', async () => {
    const asked = await ask(choice('Which colour, by a dropped token?'));
    await member.reply(asked.mail.id, 'blue', { strip: ['plus'] });
    const understood = await mailWith(member, 'I understood: Blue');
    expect(await statusOf(asked)).toBe('PENDING');
    await member.reply(understood.id, 'yes');
    await soon(async () => expect(await statusOf(asked)).toBe('ANSWERED'));
  });

  it.each(['approve', '/withdraw'])(
    'a new mail without a token does not "%s" by the code of a question',
    async (words) => {
      const asked = await ask(approval());
      const code = asked.requestId.replaceAll('-', '').slice(-4);
      await member.write(PARLEY, 'About that', `#${code} ${words}`);
      await member.write(PARLEY, 'About that too', words);
      await stage.settled();
      expect(await statusOf(asked)).toBe('PENDING');
      await ended(asked);
    },
  );

  it('a mail that says all in its subject begins a conversation', async () => {
    await member.write(PARLEY, 'Help me analyse data but I need guidance', '');
    await stage.settled();
    const { items } = (await person.get('/api/sessions')).body;
    const { messages } = await person.view(items[0].id);
    expect(messages.items.map(({ text }: { text: string }) => text)).toContain(
      'Help me analyse data but I need guidance',
    );
  });

  it('a delivery report about somebody else moves no question on', async () => {
    const asked = await ask(choice('Which colour, bounced?'));
    const report = (recipient: string) =>
      [
        'From: Mail Delivery Subsystem <mailer-daemon@elsewhere.example>',
        `To: ${PARLEY}`,
        'Subject: Delivery Status Notification (Failure)',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.',
        `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: failed\r\nStatus: 5.1.1`,
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${asked.mail.messageId}\r\n--b--`,
      ].join('\r\n');
    const bounced = async () => {
      const { rows } = await stage.product.pool.query('SELECT returned FROM delivery_attempt WHERE request_id = $1', [
        asked.requestId,
      ]);
      return rows.map(({ returned }) => returned).filter(Boolean);
    };
    await eve.forged({
      from: 'mailer-daemon@elsewhere.example',
      to: PARLEY,
      text: '',
      raw: report('noa@acme.example'),
    });
    await stage.settled();
    expect(await bounced()).toEqual([]);
    await eve.forged({
      from: 'mailer-daemon@elsewhere.example',
      to: PARLEY,
      text: '',
      raw: report('mira@acme.example'),
    });
    await soon(async () => expect(await bounced()).toEqual(['bounced']));
    await ended(asked);
  });

  it('a reply that cannot be read is told to whose question it is', async () => {
    const asked = await ask(choice('Which colour, in a thousand parts?'));
    const parts = Array.from({ length: 200 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nblue').join('\r\n');
    const raw = `From: Mira <mira@acme.example>\r\nTo: ${replyAddress(asked)}\r\nSubject: Re\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n${parts}\r\n--b--`;
    member.sendRaw(raw);
    expect(await stage.lastOutcome()).toMatchObject({
      read: expect.stringMatching(/^unreadable/),
      done: expect.stringMatching(/^quarantined: their mail could not be read/),
    });
    await lastOnSlack('could not be read');
    await ended(asked);
  });
});
