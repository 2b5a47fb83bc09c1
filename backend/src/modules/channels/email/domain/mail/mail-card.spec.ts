import type { FeedbackQuestionInput } from '@parley/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCard } from '../../../../../../test/channels/random-cards.js';
import { APPROVAL, answered, cardOf, LONGEST } from '../../../../../../test/channels/sample-cards.js';
import { cardControls } from '../../../domain/card-controls.js';
import { diffSummary } from '../../../domain/diff-summary.js';
import type { FeedbackCard } from '../../../domain/feedback-card.js';
import { SENTINEL } from '../marks.js';
import { cardMail } from './mail-card.js';

const link = 'https://parley.example/sessions/s1';
const answer = `https://parley.example/answer/${'a'.repeat(40)}`;
const mail = (card: FeedbackCard, buttons = true) => cardMail(card, { link, answer: buttons ? answer : null });
const choices = (html: string) => [...html.matchAll(/\?choose=(\d+)"/g)].map(([, at]) => Number(at));
const KB = 90_000;

const CHOICE: FeedbackQuestionInput = {
  type: 'CHOICE',
  question: 'Which list?',
  options: [
    { value: 'b', label: 'Beta users', description: '412 people' },
    { value: 'e', label: 'Everyone' },
  ],
};
const DELETE = { type: 'APPROVAL', question: 'May I?', action: { tool: 'rm', arguments: {} } } as const;
const DIFF = '--- a/f.ts\n+++ b/f.ts\n@@ -1,2 +1,2 @@\n-old <b>\n+new & better\n same\n';

describe('a question as a mail', () => {
  it('can be read and answered by its text alone', () => {
    const { subject, text } = mail(cardOf(CHOICE, { expiresAt: '2026-12-24T10:00:00.000Z' }));
    expect(subject).toBe('Which list?');
    expect(text).toBe(`${SENTINEL}

Assistant asks:
Which list?

1. Beta users: 412 people
2. Everyone

Reply with a number or its words.

Open until 24 Dec 2026, 10:00 UTC. After that it keeps waiting quietly.

Open in Parley: ${link}
`);
  });

  it('has a line for each field of a form, to copy and fill in', () => {
    const properties = {
      date: { type: 'string', format: 'date', title: 'Start' },
      people: { type: 'integer' },
    } as const;
    const { text, html } = mail(
      cardOf({ type: 'FORM', question: 'When?', schema: { type: 'object', properties, required: ['date'] } }),
    );
    expect(text).toContain('date: Start (a date such as 2026-08-01)\npeople: a whole number, optional\n');
    expect(text).toContain('\ndate:\npeople:\n');
    expect(text).toContain(`Answer in Parley: ${link}`);
    expect(html).toContain('date:\npeople:</pre>');
  });

  it('marks nothing as mail programs mark what they quote', () => {
    const { text, html } = mail(cardOf({ ...CHOICE, question: '> Which?', context: 'As said:\n> this\n>> and that' }));
    expect(text).toContain('│ Which?');
    expect(text).toContain('│ this\n│ │ and that');
    expect(`${text}${html}`).not.toMatch(/^ ?>|blockquote/m);
  });

  it('leads from each choice to the page that asks once more, by its place among the controls', () => {
    for (const card of [cardOf(CHOICE), cardOf(APPROVAL), cardOf({ type: 'NOTICE', question: 'Done.' })])
      expect(choices(mail(card).html)).toEqual(cardControls(card).map((_control, at) => at));
  });

  it.each<[string, FeedbackCard]>([
    ['is settled', answered(APPROVAL)],
    ['was handed on', cardOf(APPROVAL, { handedTo: 'Noa', actionable: false })],
    ['goes on elsewhere', cardOf(APPROVAL, { movedTo: 'SLACK' })],
    ['is sensitive', cardOf({ ...APPROVAL, sensitive: true })],
  ])('has nothing to choose when it %s', (_what, card) => expect(choices(mail(card).html)).toEqual([]));

  it('has nothing to choose without a token', () => expect(choices(mail(cardOf(CHOICE), false).html)).toEqual([]));

  it('is urgent in its subject, and in the subject of an end no more', () => {
    const urgent = { ...APPROVAL, urgency: 'HIGH' } as const;
    expect(mail(cardOf(urgent)).subject).toBe('Urgent: May I delete the old draft?');
    expect(mail(answered(urgent)).subject).toBe('May I delete the old draft?');
  });

  it('shows nothing of itself when it is sensitive', () => {
    const secret = { ...APPROVAL, context: 'hunter2', sensitive: true } as const;
    for (const card of [cardOf(secret, { expiresAt: '2026-12-24T10:00:00.000Z' }), answered(secret)])
      expect(JSON.stringify(mail(card))).not.toMatch(/hunter2|delete_file|old draft|Approved/);
  });

  it('begins with the line above which one replies, and needs nothing from elsewhere', () => {
    const { html } = mail(cardOf({ ...APPROVAL, context: '![x](https://track.example/p.gif) <img src=x>' }));
    expect(html).not.toMatch(/<(?:img|script|link|iframe|form|object)\b|url\(|@import|<[^>]*\bsrc=/i);
    expect(
      html
        .replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->|<title>[\s\S]*?<\/title>/g, '')
        .replace(/<div style="display:none[^>]*>.*?<\/div>/, '')
        .replace(/<[^>]*>/g, '')
        .trim(),
    ).toMatch(new RegExp(`^${SENTINEL}`));
  });
});

describe('an approval (T27, FB-11)', () => {
  it('shows what will run, letter by letter, apart from the words about it', () => {
    const card = cardOf({
      ...{ type: 'APPROVAL', question: 'May I?', context: 'Harmless.', diff: DIFF },
      action: { tool: 'rm\u202e', target: 'disk', arguments: { path: '<b>/\u200b' }, destructive: true },
    });
    const { text, html, whole } = mail(card);
    expect(whole).toBe(true);
    for (const words of [
      'Tool: rm⟨U+202E⟩ on disk',
      'It cannot be undone.',
      '"path": "<b>/⟨U+200B⟩"',
      '-old <b>\n+new & better',
    ])
      expect(text).toContain(words);
    expect(html).toContain('&lt;b&gt;/⟨U+200B⟩');
    expect(html.indexOf('Harmless.')).toBeLessThan(html.indexOf('What is decided'));
  });

  it('cannot be given where it does not fit, and says so', () => {
    const diff = `${DIFF}${'+more\n'.repeat(30_000)}`;
    const { text, html, whole } = mail(cardOf({ ...DELETE, diff }));
    expect([whole, choices(html)]).toEqual([false, []]);
    expect(text).toContain('cannot be decided here');
    expect(text).toContain(link);
    expect(text).toContain(diffSummary(diff).split('\n')[0]);
    expect(text).not.toContain('Reply with');
  });

  it('is whole or not by itself, whatever the occasion, and cuts reasons rather than what is decided', () => {
    const sizes = Array.from({ length: 20 }, (_, at) => 76_000 + at * 600);
    const kinds = new Set<boolean>();
    for (const size of sizes) {
      const diff = `${DIFF}+${'x'.repeat(size)}`;
      const question: FeedbackQuestionInput = { ...DELETE, context: 'w '.repeat(5_000), diff };
      const cards = [{}, { reminder: true }, { movedTo: 'SLACK' }] as const;
      const mails = cards.map((occasion) => mail(cardOf(question, occasion)));
      const wholes = new Set(mails.map(({ whole }) => whole));
      expect(wholes.size).toBe(1);
      for (const whole of wholes) kinds.add(whole);
      for (const { html, text, whole } of mails) {
        expect(Buffer.byteLength(html)).toBeLessThanOrEqual(KB);
        expect(text.includes('x'.repeat(size))).toBe(whole);
      }
    }
    expect(kinds.size).toBe(2);
  }, 30_000);
});

describe('a change that can be revised (FB-1)', () => {
  const CHANGE = { type: 'APPROVAL', question: 'Merge?', diff: DIFF, revisable: true } as const;

  it('has a third thing to press and to say, in both its forms', () => {
    const { text, html } = mail(cardOf(CHANGE));
    expect(text).toContain('1. Approve\n2. Reject\n3. Request changes');
    expect(text).toContain('Any other words say what should be different');
    expect([choices(html), html.includes('Request changes')]).toEqual([[0, 1, 2], true]);
    expect(mail(cardOf({ ...CHANGE, revisable: false })).text).not.toMatch(/Request changes|different/);
  });

  it('brings the exact diff as a file, also where the mail cannot show all of it, and says so', () => {
    const hidden = DIFF.replace('same', 'sa\u202eme');
    const long = `${DIFF}${'+x < y\n'.repeat(20_000)}`;
    for (const diff of [DIFF, hidden, long]) {
      const shown = mail(cardOf({ ...CHANGE, diff }));
      expect([shown.patch, shown.whole]).toEqual([diff, diff !== long]);
      for (const form of [shown.text, shown.html]) expect(form).toContain('attached as change.patch');
    }
    const part = mail(cardOf({ ...CHANGE, diff: long }));
    expect(part.text).toContain('Reply in your own words if something should be different');
    expect([part.text.includes('Reply with 1'), choices(part.html)]).toEqual([false, []]);
  });

  it('brings no file with what is sensitive, over, or has no diff', () => {
    const without = [cardOf({ ...CHANGE, sensitive: true }), answered(CHANGE), cardOf(DELETE), cardOf(CHOICE)];
    expect(without.map((card) => mail(card).patch)).toEqual(without.map(() => undefined));
  });
});

describe('what became of a question', () => {
  it.each<[string, FeedbackCard, string]>([
    ['answered', answered(APPROVAL), 'Answered by Mira in the web app, 1 Aug 2026, 12:00 UTC:\nApproved'],
    ['expired', cardOf(APPROVAL, { status: 'EXPIRED', actionable: false }), 'Nobody answered in time'],
    ['withdrawn', cardOf(APPROVAL, { status: 'CANCELLED', actionable: false, reason: 'moot' }), 'was withdrawn: moot'],
    ['handed on', cardOf(APPROVAL, { handedTo: 'Noa', actionable: false }), 'Noa decides this now.'],
  ])('%s', (_what, card, words) => {
    const { text } = mail(card);
    expect(text).toContain(words);
    expect(text).toContain('May I delete the old draft?');
    expect(text).toContain('Tool: delete_file');
  });
});

it('stays below what Gmail shows in one piece, and says in both its forms what it shows, whatever the card', () => {
  expect(Buffer.byteLength(mail(cardOf(LONGEST)).html)).toBeLessThanOrEqual(KB);
  fc.assert(
    fc.property(anyCard, (card) => {
      const { subject, text, html } = mail(card);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(KB);
      expect(subject).toMatch(/^[^\r\n]{1,120}$/);
      expect(text.includes(link)).toBe(true);
      expect(html.includes(link)).toBe(true);
      expect(html).not.toMatch(
        /<(?!\/?(?:!doctype|html|head|meta|title|style|body|div|table|tr|td|th|thead|tbody|p|h[1-6]|a|br|pre|span|code|ul|ol|li|blockquote|hr|strong|em|s)\b|!--\[|!\[endif)/i,
      );
    }),
    { numRuns: 300 },
  );
}, 60_000);
