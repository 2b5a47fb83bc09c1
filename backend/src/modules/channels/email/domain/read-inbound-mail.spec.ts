import { describe, expect, it } from 'vitest';
import { inboundMail } from '../../../../../test/channels/email-payloads.js';
import type { InboundMail } from './inbound-mail.js';
import { readInboundMail } from './read-inbound-mail.js';

const read = (over: Partial<InboundMail> = {}) => readInboundMail(inboundMail(over));
const reply = (over: Partial<InboundMail['reply']> = {}) => ({
  reply: { text: 'Yes', confidence: 'high' as const, inline: false, ...over },
});
const NOT_OURS = { attempt: null };
const OF_NOA = { attempt: { id: 'a1', address: 'noa@acme.example' } };
const THREAD = { mailbox: 'parley@acme.example', threadId: '18a' };

describe('an honest reply', () => {
  it('is words of its author about what its token names', () =>
    expect(read()).toEqual([
      {
        ...{ kind: 'text', text: 'Yes', manner: 'direct', address: 'mira@acme.example', thread: THREAD, replyTo: 'a1' },
        ...{ writtenAt: '2026-08-01T12:00:00.000Z', externalId: expect.stringMatching(/^[\w-]{43}$/) },
      },
    ]));

  it('tells of its files in words', () => {
    const attachments = [
      { filename: 'plan.pdf', mimeType: 'application/pdf', size: 120_400 },
      { filename: null, mimeType: 'image/png', size: 900 },
      { filename: 'a\u202egnp.exe', mimeType: 'x/y', size: 1_500_000 },
    ];
    expect(read({ attachments })[0]).toMatchObject({
      attachments: ['plan.pdf (120 kB)', 'a file of type image/png (900 B)', 'a⟨U+202E⟩gnp.exe (1.5 MB)'],
    });
  });

  it('counts as one though it is empty: its author is asked again (F52)', () =>
    expect(read(reply({ text: '' }))[0]).toMatchObject({ kind: 'text', text: '', replyTo: 'a1' }));

  it('begins something new where it answers nothing (SES-7)', () => {
    const [event] = read({ class: 'new', subject: 'Plan\nQ3', ...NOT_OURS });
    expect(event).toMatchObject({ kind: 'text', head: true, title: 'Plan Q3', replyTo: null });
    expect(event).not.toHaveProperty('unproven');
  });
});

describe('a guess needs a yes', () => {
  it.each<[string, Partial<InboundMail>, boolean]>([
    ['a token and plain words', {}, false],
    ['no token: the thread alone says what it is about (F73)', NOT_OURS, true],
    ['a new mail: that only one thing is asked says what it is about (F73)', { class: 'new', ...NOT_OURS }, true],
    ['words that could not be told apart for sure', reply({ confidence: 'low' }), true],
    [
      'a new mail that could not be read for sure',
      { class: 'new', ...NOT_OURS, ...reply({ confidence: 'low' }) },
      true,
    ],
    ['answers between the lines', reply({ inline: true }), false],
  ])('%s', (_what, over, unsure) => expect(read(over)[0]).toMatchObject(unsure ? { unsure } : {}));

  it.each<[string, Partial<InboundMail>]>([
    ['a token and plain words', {}],
    ['answers between the lines', reply({ inline: true })],
  ])('%s: none', (_what, over) => expect(read(over)[0]).not.toHaveProperty('unsure'));
});

describe('what nobody vouches for (EML-4, T6, T8)', () => {
  it.each<[string, Partial<InboundMail>, RegExp]>([
    ['a forged sender', { verdict: 'fail' }, /nothing proves .* mira@acme\.example/],
    ['a sender of whom nobody says anything', { verdict: 'none' }, /nothing proves/],
    ['two senders', { from: null, verdict: 'fail' }, /plainly/],
    ['what Gmail took for spam (F72)', { labelIds: ['SPAM'] }, /spam/],
    ['a token that is none of ours (T9)', { badToken: true, ...NOT_OURS }, /belongs to no question/],
    ['somebody else with our token', { from: 'eve@elsewhere.example' }, /not sent to that address/],
    ['a colleague who was in Cc', OF_NOA, /not sent to that address/],
    ['a new mail by a forger', { class: 'new', verdict: 'fail', ...NOT_OURS }, /nothing proves/],
  ])('%s', (_what, over, why) => expect(read(over)[0]).toMatchObject({ unproven: expect.stringMatching(why) }));

  it('tells whose question was meddled with, wherever the mail stands', () =>
    expect(read({ from: 'eve@elsewhere.example', threadId: '99' })[0]).toMatchObject({ replyTo: 'a1' }));
});

describe('what is not from a person', () => {
  it.each(['own', 'list', 'receipt', 'calendar', 'challenge'] as const)('%s: nothing', (kind) =>
    expect(read({ class: kind })).toEqual([]),
  );

  it('an absence, of who was asked', () =>
    expect(read({ class: 'auto_reply' })).toEqual([expect.objectContaining({ kind: 'auto_reply', replyTo: 'a1' })]));
  it('an absence, by its thread', () =>
    expect(read({ class: 'auto_reply', ...NOT_OURS })).toEqual([
      expect.objectContaining({ kind: 'auto_reply', replyTo: null, thread: THREAD }),
    ]));
  it('nothing, for the absence of somebody else', () => expect(read({ class: 'auto_reply', ...OF_NOA })).toEqual([]));

  const bounce = { recipient: 'mira@acme.example', hard: true, final: true, reason: 'No such mailbox' };
  it('a mail that came back', () =>
    expect(read({ class: 'bounce_hard', from: 'mailer-daemon@googlemail.com', bounce })).toEqual([
      expect.objectContaining({
        ...{ kind: 'bounce', replyTo: 'a1', address: 'mira@acme.example', reason: 'No such mailbox' },
      }),
    ]));
  it('a mail that came back because a mailbox is full', () =>
    expect(read({ class: 'bounce_soft', bounce: { ...bounce, hard: false, recipient: null } })).toEqual([
      expect.objectContaining({ kind: 'bounce', address: 'mira@acme.example' }),
    ]));
  it.each<[string, Partial<InboundMail>]>([
    ['one that is still being tried', { class: 'bounce_soft', bounce: { ...bounce, hard: false, final: false } }],
    [
      'one that came back from somebody else',
      { class: 'bounce_hard', bounce: { ...bounce, recipient: 'x@y.example' } },
    ],
    ['one of nothing that we sent', { class: 'bounce_hard', bounce, ...NOT_OURS }],
    ['one that cannot be read', { class: 'bounce_hard', bounce: null }],
  ])('nothing, for %s', (_what, over) => expect(read(over)).toEqual([]));
});

describe('the same mail', () => {
  const id = (over: Partial<InboundMail> = {}) => read(over)[0]?.externalId;

  it.each<[string, Partial<InboundMail>]>([
    ['under another id of Gmail', { gmailId: '18d', mailId: 'm2', writtenAt: '2026-08-01T12:05:00.000Z' }],
    ['under another Message-ID (F56)', { messageId: '<r2@acme.example>' }],
    ['read a second time', { mailId: 'm3' }],
  ])('is the same %s', (_what, over) => expect(id(over)).toBe(id()));

  it.each<[string, Partial<InboundMail>]>([
    ['says something else', reply({ text: 'No' })],
    ['was written at another time', { date: '2026-08-01T11:59:59.000Z' }],
    ['is vouched for by nobody: a forgery keeps no honest mail from being heard', { verdict: 'none' }],
    ['was written by somebody else', { from: 'noa@acme.example' }],
    ['answers something else', { attempt: { id: 'a2', address: 'mira@acme.example' } }],
    ['came to another mailbox', { mailbox: 'desk@beta.example' }],
  ])('is another when it %s', (_what, over) => expect(id(over)).not.toBe(id()));

  it('is known by its arrival where it does not say when it was written', () => {
    const undated = (writtenAt: string, date: string | null = null) => id({ date, writtenAt });
    expect(undated('2026-08-01T12:00:00.100Z', 'soon')).toBe(undated('2026-08-01T12:00:00.900Z'));
    expect(undated('2026-08-01T12:00:01.000Z')).not.toBe(undated('2026-08-01T12:00:00.900Z'));
  });
});
