import { randomUUID } from 'node:crypto';
import { type MailFault, type MailSandbox, startMailSandbox } from '@parley/sandbox/mail';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GmailMailbox } from '../../src/modules/channels/email/gmail/gmail-mailboxes.js';
import { type EmailChannelAdapter, MARKER_HEADER, SENTINEL } from '../../src/modules/channels/email/index.js';
import type { ChannelAddress } from '../../src/modules/channels/index.js';
import { PARLEY } from '../support/email/addresses.js';
import { context, QUESTION, receiptOf } from './contract-kit.js';
import { adapterFor, addressOf, mailboxOf, mailsOf } from './email-fixture.js';
import { anyCard } from './random-cards.js';
import { APPROVAL, answered, cardOf } from './sample-cards.js';

const DESK = 'desk@beta.example';
const MIRA = 'mira@acme.example';
const CARD = cardOf(QUESTION);

let sandbox: MailSandbox;
let mailbox: GmailMailbox;
let adapter: EmailChannelAdapter;
let mira: ChannelAddress;

beforeAll(async () => {
  sandbox = await startMailSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.faults.clear();
  mailbox = mailboxOf(sandbox);
  adapter = adapterFor(sandbox, [mailbox]);
  mira = addressOf();
});

const spoil = (fault: MailFault, method = 'messages.send') =>
  sandbox.faults.add({ fault, times: 1, match: { method } });
const underKey = (key: string, who = MIRA) =>
  mailsOf(sandbox, who).filter(({ headers }) => headers.get(MARKER_HEADER) === key);
const one = (key: string, who = MIRA) => {
  const [mail, ...more] = underKey(key, who);
  if (!mail || more.length > 0) throw new Error(`There are ${more.length + (mail ? 1 : 0)} mails under this key.`);
  return mail;
};
const calls = (method: string) =>
  sandbox.ledger.entries().filter((entry) => entry.kind === 'call' && entry.method === method).length;
const kindOf = async (send: Promise<{ ok: boolean; kind?: string }>) => (await send).kind ?? 'ok';

describe('a lost answer (F40)', () => {
  it('is found again by the mark of the mail, so that there is one mail', async () => {
    const lost = context();
    spoil({ kind: 'cut', when: 'after' });
    expect(await kindOf(adapter.deliver(mira, CARD, lost))).toBe('unknown_outcome');
    expect(await adapter.find(mira, lost)).toMatchObject({ kind: 'found', receipt: { mailbox: PARLEY } });
    expect(underKey(lost.key)).toHaveLength(1);
  });

  it.each([500, 503, 408])('is what status %i stands for: Gmail may have sent it', async (status) => {
    spoil({ kind: 'http_status', status });
    expect(await kindOf(adapter.deliver(mira, CARD, context()))).toBe('unknown_outcome');
  });

  it('is found though Gmail gave the mail another Message-ID (F41), and its thread goes on', async () => {
    const first = context();
    sandbox.faults.add({ fault: { kind: 'message_id_rewritten' }, times: 1 });
    spoil({ kind: 'cut', when: 'after' });
    await adapter.deliver(mira, CARD, first);
    const found = await adapter.find(mira, first);
    if (found.kind !== 'found') throw new Error(found.kind);
    const { headers, threadId } = one(first.key);
    expect(headers.get('message-id')).not.toContain(first.key);
    expect(found.receipt.messageId).toBe(headers.get('message-id'));
    const note = context(found.receipt);
    receiptOf(await adapter.say(mira, { text: 'Got it.' }, note));
    expect(one(note.key).threadId).toBe(threadId);
  });

  it('is found behind many newer mails', async () => {
    const first = context();
    receiptOf(await adapter.deliver(mira, CARD, first));
    for (let at = 0; at < 35; at++) receiptOf(await adapter.say(mira, { text: `${at}` }, context()));
    expect(await adapter.find(mira, first)).toMatchObject({ kind: 'found' });
  });

  it('is not found in what somebody else sent under our mark', async () => {
    const { key } = context();
    const headers = [
      { name: 'X-Parley-Delivery', value: key },
      { name: 'Message-ID', value: `<${key}@acme.example>` },
    ];
    await sandbox.person('eve@elsewhere.example').forged({ from: PARLEY, to: PARLEY, text: 'x', headers });
    expect(await adapter.find(mira, { key, thread: null })).toEqual({ kind: 'absent' });
  });
});

describe('a thread', () => {
  it('is that of who wrote first (SES-7)', async () => {
    const { id, threadId } = await sandbox.person(MIRA).write(PARLEY, 'Plan: Q3', 'What is open?');
    const ours = sandbox.state.mailbox(PARLEY)?.messages.at(-1);
    const note = context({ mailbox: PARLEY, threadId: ours?.threadId });
    receiptOf(
      await adapter.say(
        mira,
        { text: 'Three things.', from: { agent: 'assistant', sessionId: 's', unfinished: false } },
        note,
      ),
    );
    const mail = one(note.key);
    expect([mail.threadId, mail.headers.get('subject')]).toEqual([threadId, 'Re: Plan: Q3']);
    const written = (await sandbox.person(MIRA).read(id)).messageId;
    expect([mail.headers.get('in-reply-to'), mail.headers.get('references')]).toEqual([written, written]);
  });

  it('keeps its subject and says all that came before', async () => {
    const first = context();
    let receipt = receiptOf(await adapter.deliver(mira, CARD, first));
    const keys = [first.key];
    for (const text of ['One.', 'Two.']) {
      const next = context(receipt);
      receipt = receiptOf(await adapter.say(mira, { text }, next));
      keys.push(next.key);
    }
    const last = one(keys[2] ?? '');
    const ids = keys.slice(0, 2).map((key) => `<${key}@acme.example>`);
    expect(last.headers.get('references')).toBe(ids.join(' '));
    expect(last.headers.get('in-reply-to')).toBe(ids[1]);
    expect(last.headers.get('subject')).toBe('Re: Which way?');
  });

  it('stays in its mailbox, whatever mailbox the address has', async () => {
    const desk = mailboxOf(sandbox, DESK);
    adapter = adapterFor(sandbox, [mailbox, desk]);
    const begun = receiptOf(await adapter.deliver({ ...mira, integrationId: desk.integrationId }, CARD, context()));
    expect(begun.mailbox).toBe(DESK);
    const next = context(begun);
    expect(
      receiptOf(await adapter.say({ ...mira, integrationId: mailbox.integrationId }, { text: 'x' }, next)),
    ).toMatchObject({
      ...{ mailbox: DESK, threadId: begun.threadId },
    });
    // The mailbox is disconnected: it goes on from another, as a thread of its own.
    adapter = adapterFor(sandbox, [mailbox]);
    const moved = context(begun);
    expect(receiptOf(await adapter.say(mira, { text: 'x' }, moved))).toMatchObject({ mailbox: PARLEY });
    expect(one(moved.key).headers.has('in-reply-to')).toBe(false);
  });

  it('is closed in one mail, also where it is gone', async () => {
    const receipt = receiptOf(await adapter.deliver(mira, cardOf(APPROVAL), context()));
    const count = mailsOf(sandbox).length;
    const over = answered(APPROVAL);
    for (let time = 0; time < 2; time++) {
      spoil({ kind: 'api_error', status: 404, reason: 'notFound' }, 'threads.get');
      receiptOf(await adapter.update(mira, receipt, over));
    }
    expect(mailsOf(sandbox)).toHaveLength(count + 1);
  });

  it('is closed once more when an answer was lost, and once for each who was asked', async () => {
    const requestId = randomUUID();
    const noa = addressOf('noa@acme.example');
    const over = { ...answered(APPROVAL), requestId };
    for (const to of [mira, noa]) {
      const receipt = receiptOf(await adapter.deliver(to, cardOf(APPROVAL, { requestId }), context()));
      const count = mailsOf(sandbox, to.address).length;
      spoil({ kind: 'cut', when: 'after' });
      expect(await kindOf(adapter.update(to, receipt, over))).toBe('unknown_outcome');
      expect(receiptOf(await adapter.update(to, receipt, over))).toMatchObject({ threadId: receipt.threadId });
      expect(mailsOf(sandbox, to.address)).toHaveLength(count + 1);
    }
  });
});

describe('a mailbox', () => {
  it('gets another access token in the middle, and the mail is sent once (F42)', async () => {
    receiptOf(await adapter.deliver(mira, CARD, context()));
    sandbox.admin.expireTokens(PARLEY);
    const next = context();
    receiptOf(await adapter.deliver(mira, CARD, next));
    one(next.key);
  });

  it('that lost its grant sends nothing, and says so (F43)', async () => {
    sandbox.admin.revoke(PARLEY);
    const next = context();
    expect(await adapter.deliver(mira, CARD, next)).toMatchObject({
      ...{ kind: 'unauthorized', message: expect.stringContaining('invalid_grant') },
    });
    expect((await adapter.find(mira, next)).kind).toBe('unsure');
  });

  it('whose access token cannot be had now has sent nothing', async () => {
    spoil({ kind: 'http_status', status: 503 }, 'oauth.token');
    expect(await kindOf(adapter.deliver(mira, CARD, context()))).toBe('transient');
  });

  it('that cannot be reached has sent nothing', async () => {
    const other = await startMailSandbox();
    const lonely = adapterFor(other, [mailboxOf(other)]);
    await other.close();
    expect(await kindOf(lonely.deliver(mira, CARD, context()))).toBe('transient');
  });

  it('that there is none of says so', async () => {
    adapter = adapterFor(sandbox, []);
    expect(await kindOf(adapter.deliver(mira, CARD, context()))).toBe('unauthorized');
    expect((await adapter.find(mira, context())).kind).toBe('unsure');
  });

  it.each([
    [
      { kind: 'rate_limited', status: 403, reason: 'userRateLimitExceeded' },
      { kind: 'rate_limited', retryAfterMs: 30_000 },
    ],
    [
      { kind: 'rate_limited', retryAfter: 7 },
      { kind: 'rate_limited', retryAfterMs: 7_000 },
    ],
    [{ kind: 'rate_limited', retryAfter: 86_400 }, { kind: 'rejected' }],
  ] as const)('that is too busy: %j', async (fault, result) => {
    spoil(fault);
    expect(await adapter.deliver(mira, CARD, context())).toMatchObject(result);
  });

  it('that may send no more today says until when in words', async () => {
    const message = `User-rate limit exceeded.  Retry after ${new Date(Date.now() + 3_600_000).toISOString()}`;
    spoil({ kind: 'api_error', status: 429, reason: 'rateLimitExceeded', message });
    expect(await kindOf(adapter.deliver(mira, CARD, context()))).toBe('rejected');
  });
});

describe('an address', () => {
  it.each([
    ...['"a@evil x"@ok.example', 'u@ok.example(x)evil.example', 'a@b', 'a@ok.example,eve@elsewhere.example', ''],
    ...['a@ok.example\r\nBcc: eve@elsewhere.example', '<mira@acme.example>', 'Mira@acme.example', PARLEY],
    'parley+token@acme.example',
  ])('that is none, or our own, gets no mail: %j (T10, T11)', async (address) => {
    const before = calls('messages.send');
    expect(await kindOf(adapter.deliver(addressOf(address), CARD, context()))).toBe('rejected');
    expect(calls('messages.send')).toBe(before);
  });

  it('is taken as it is typed, in lower case, if it is one', async () => {
    const { integrationId } = mailbox;
    expect(await adapter.locate(' Mira@Acme.example ')).toEqual({
      ok: true,
      address: MIRA,
      integrationId,
      label: null,
    });
    expect(await adapter.locate('mira')).toEqual({ ok: false, problem: expect.stringContaining('mail address') });
    expect(await adapter.locate('Parley+x@acme.example')).toEqual({
      ok: false,
      problem: expect.stringContaining('itself'),
    });
  });

  it('has its own answers: no program answers ours, not even one that is away (T11)', async () => {
    const jun = sandbox.person('jun@acme.example');
    jun.outOfOffice(true);
    const before = sandbox.state.mailbox(PARLEY)?.messages.filter(({ labelIds }) => labelIds.includes('INBOX')).length;
    receiptOf(await adapter.deliver(addressOf(jun.email), CARD, context()));
    await sandbox.settled();
    jun.outOfOffice(false);
    expect(sandbox.state.mailbox(PARLEY)?.messages.filter(({ labelIds }) => labelIds.includes('INBOX')).length).toBe(
      before,
    );
  });
});

it('brings the longest diff there may be as a file, to the letter (FB-1)', async () => {
  const diff = `--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+${'ü'.repeat(499_000)}\n`;
  const next = context();
  receiptOf(await adapter.deliver(mira, cardOf({ type: 'APPROVAL', question: 'Merge?', diff, revisable: true }), next));
  const raw = sandbox.state.mailbox(MIRA)?.messages.at(-1)?.raw ?? '';
  const { attachments } = await PostalMime.parse(Buffer.from(raw, 'latin1'));
  expect(attachments.map(({ filename }) => filename)).toEqual(['change.patch']);
  expect(new TextDecoder().decode(attachments[0]?.content as ArrayBuffer)).toBe(diff);
  expect(one(next.key).text).toContain('attached as change.patch');
}, 20_000);

it(
  'brings any card across, letter by letter, in both its forms',
  () =>
    fc.assert(
      fc.asyncProperty(anyCard, async (card) => {
        const next = context();
        receiptOf(await adapter.deliver(mira, card, next));
        const raw = sandbox.state.mailbox(MIRA)?.messages.at(-1)?.raw ?? '';
        const mail = await PostalMime.parse(Buffer.from(raw, 'latin1'));
        const shown = one(next.key);
        expect(mail.text?.trimEnd()).toBe(shown.text.trimEnd());
        expect(mail.text?.startsWith(`${SENTINEL}\n`)).toBe(true);
        expect(mail.html?.trimEnd()).toBe(shown.html.trimEnd());
        expect(mail.to).toEqual([{ name: '', address: MIRA }]);
        expect(mail.replyTo?.[0]?.address).toBe(`parley+${next.tokens?.reply}@acme.example`);
        expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
      }),
      { numRuns: 60 },
    ),
  60_000,
);
