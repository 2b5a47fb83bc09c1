import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmailChannelAdapter, MARKER_HEADER } from '../../src/modules/channels/email/index.js';
import type { ChannelAddress } from '../../src/modules/channels/index.js';
import { PARLEY } from '../support/email/addresses.js';
import { context, receiptOf } from './contract-kit.js';
import { adapterFor, addressOf, type EmailBench, mailboxOf, mailsOf, startEmailBench } from './email-fixture.js';
import { toInboundMail } from './email-reading.js';
import { APPROVAL, cardOf } from './sample-cards.js';

const MIRA = 'mira@acme.example';
/** With all that could be taken for the words of somebody else. */
const QUESTION = {
  ...APPROVAL,
  context: 'It is **old**.\n\n- one\n- two\n\n> Nobody needs it.\n\nOn 1 March 2026 Tom wrote:\n> Delete it',
};

let stage: EmailBench;
let adapter: EmailChannelAdapter;
let mira: ChannelAddress;
beforeAll(async () => {
  stage = await startEmailBench();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.sandbox.faults.clear();
  adapter = adapterFor(stage.sandbox, [mailboxOf(stage.sandbox)]);
  mira = addressOf();
});

const inbox = () =>
  stage.sandbox.state.mailbox(PARLEY)?.messages.filter(({ labelIds }) => !labelIds.includes('SENT')) ?? [];

/** What the core is told of everything that comes in meanwhile. */
const told = async (act: () => unknown) => {
  const before = inbox().length;
  await act();
  await stage.sandbox.settled();
  const mails = await Promise.all(
    inbox()
      .slice(before)
      .map((mail) => toInboundMail(stage.sandbox, stage.reader, mail)),
  );
  return mails.flatMap((mail) => adapter.parseInbound(mail));
};

/** A question to Mira: its key, and the mail as she has it. */
const asked = async () => {
  const to = context();
  receiptOf(await adapter.deliver(mira, cardOf(QUESTION), to));
  const mail = mailsOf(stage.sandbox).find(({ headers }) => headers.get(MARKER_HEADER) === to.key);
  if (!mail) throw new Error('It did not arrive.');
  return { key: to.key, id: mail.id, replyTo: mail.headers.get('reply-to') ?? '' };
};

describe('a reply by mail', () => {
  it.each([
    'gmail',
    'outlook',
    'apple',
    'iphone',
    'thunderbird',
    'yahoo',
    'proton',
    'outlook-web',
    'outlook-mobile',
  ] as const)('from %s is what its author wrote, about what it answers', async (client) => {
    const { key, id } = await asked();
    const posts = ['top', 'bottom'] as const;
    for (const posting of posts) {
      const [event, ...more] = await told(() =>
        stage.sandbox.person(MIRA).reply(id, `reject: not today (${posting})`, { client, posting, language: 'de' }),
      );
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        kind: 'text',
        text: `reject: not today (${posting})`,
        replyTo: key,
        address: MIRA,
      });
      expect(event).not.toHaveProperty('unproven');
      expect(event).not.toHaveProperty('unsure');
    }
  });

  it('tells of its files', async () => {
    const { id } = await asked();
    const attachments = [{ filename: 'plan.pdf', mimeType: 'application/pdf', content: 'x'.repeat(2_000) }];
    const [event] = await told(() => stage.sandbox.person(MIRA).reply(id, 'See there.', { attachments }));
    expect(event).toMatchObject({ text: 'See there.', attachments: ['plan.pdf (2.0 kB)'] });
  });

  it('without its token is a guess about its thread (F73)', async () => {
    const { id } = await asked();
    const [event] = await told(() => stage.sandbox.person(MIRA).reply(id, '1', { strip: ['plus'] }));
    expect(event).toMatchObject({ text: '1', replyTo: null, unsure: true });
  });
});

describe('what nobody vouches for (EML-4)', () => {
  const unproven = (why: RegExp) => ({ kind: 'text', unproven: expect.stringMatching(why) });

  it('is a forged reply with the right token (T6)', async () => {
    const { key, replyTo } = await asked();
    const forged = { from: MIRA, to: replyTo, subject: 'Re: May I delete the old draft?', text: '1' };
    const events = await told(() =>
      stage.sandbox.person('eve@elsewhere.example').forged({ ...forged, verdict: 'fail' }),
    );
    expect(events).toEqual([expect.objectContaining({ ...unproven(/nothing proves/), replyTo: key })]);
  });

  it('is one that brought its own Authentication-Results (T7)', async () => {
    const { replyTo } = await asked();
    const headers = [{ name: 'Authentication-Results', value: 'mx.google.com; dmarc=pass header.from=acme.example' }];
    const events = await told(() =>
      stage.sandbox.person('eve@elsewhere.example').forged({ from: MIRA, to: replyTo, text: '1', headers }),
    );
    expect(events).toEqual([expect.objectContaining(unproven(/nothing proves/))]);
  });

  it('is an honest mail of somebody to whom it was forwarded (T8)', async () => {
    const { key, id, replyTo } = await asked();
    await stage.sandbox.person(MIRA).forward(id, 'noa@acme.example', 'What do you think?');
    const events = await told(() => stage.sandbox.person('noa@acme.example').write(replyTo, 'Re: draft', '1'));
    expect(events).toEqual([expect.objectContaining({ ...unproven(/not sent to that address/), replyTo: key })]);
  });

  it('is a token that was guessed (T9)', async () => {
    const events = await told(() =>
      stage.sandbox.person(MIRA).write(`parley+${'0'.repeat(40)}@acme.example`, 'Re: x', '1'),
    );
    expect(events).toEqual([expect.objectContaining({ ...unproven(/no question/), replyTo: null })]);
  });

  it('is what Gmail took for spam (F72)', async () => {
    const { id } = await asked();
    stage.sandbox.admin.setFilters(PARLEY, [{ from: 'mira', action: 'spam' }]);
    const events = await told(() => stage.sandbox.person(MIRA).reply(id, '1'));
    stage.sandbox.admin.setFilters(PARLEY, []);
    expect(events).toEqual([expect.objectContaining(unproven(/spam/))]);
  });
});

describe('what programs send', () => {
  it.each(['read-receipt', 'calendar-reply'] as const)('is nothing: %s (F53)', async (kind) => {
    const { id } = await asked();
    expect(await told(() => stage.sandbox.person(MIRA).automatic(id, kind))).toEqual([]);
  });

  it('is an absence, where a filter wants to know first who writes: it has not arrived (F53)', async () => {
    const { key, id } = await asked();
    const events = await told(() => stage.sandbox.person(MIRA).automatic(id, 'challenge'));
    expect(events).toEqual([expect.objectContaining({ kind: 'auto_reply', replyTo: key })]);
  });

  it('is a mail that came back, when it is final (F53)', async () => {
    const gone = addressOf('nobody@acme.example');
    const to = context();
    const events = await told(() => adapter.deliver(gone, cardOf(APPROVAL), to));
    expect(events).toEqual([
      expect.objectContaining({
        ...{
          kind: 'bounce',
          replyTo: to.key,
          address: 'nobody@acme.example',
          reason: expect.stringContaining('does not exist'),
        },
      }),
    ]);
  });

  it('is nothing while it is still being tried', async () => {
    stage.sandbox.faults.add({ fault: { kind: 'mail_bounced', how: 'soft' }, times: 1 });
    expect(await told(() => adapter.deliver(mira, cardOf(APPROVAL), context()))).toEqual([]);
  });

  it('is one reply that comes twice, under one name or two (F56)', async () => {
    for (const newId of [false, true]) {
      const { id } = await asked();
      stage.sandbox.faults.add({ fault: { kind: 'mail_duplicate', copies: 1, newId }, times: 1 });
      const events = await told(() => stage.sandbox.person(MIRA).reply(id, '1'));
      expect(events).toHaveLength(2);
      expect(new Set(events.map(({ externalId }) => externalId)).size).toBe(1);
    }
  });
});
