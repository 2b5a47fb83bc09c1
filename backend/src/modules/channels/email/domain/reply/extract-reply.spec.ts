import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedMail } from '../parsed-mail.js';
import { extractReply, MAX_TEXT_BYTES } from './extract-reply.js';

const SENTINEL = '=== Reply above this line ===';
const OWN_LINES = [
  SENTINEL,
  'Release bot asks: may shop-api 4.2 go to production?',
  'Where: production, eu-west',
  '1. Approve',
];
const asked = { sentinel: SENTINEL, ownAddress: 'parley@mail.example', ownLines: OWN_LINES };

const mail = (parts: Partial<ParsedMail>): ParsedMail => ({
  headers: [],
  from: [{ name: 'Anna Schmidt', address: 'anna@example.com' }],
  to: [],
  cc: [],
  subject: 'Re: Question',
  date: null,
  messageId: null,
  text: null,
  html: null,
  attachments: [],
  reports: [],
  ...parts,
});
const fromText = (text: string) => extractReply(mail({ text }), asked);
const fromHtml = (html: string) => extractReply(mail({ html }), asked);

describe('what a person wrote (EML-3)', () => {
  it('tells the quote, the signature and how sure it is', () =>
    expect(fromText(`Yes\n\n-- \nAnna\n\n${SENTINEL}\n${OWN_LINES[1]}\n`)).toEqual({
      text: 'Yes',
      quotedRemoved: true,
      signature: '--\nAnna',
      confidence: 'high',
      inline: false,
    }));

  it('cuts at our own lines in a language nobody has rules for', () =>
    expect(fromText(`Bai.\n\nHau idatzi du norbaitek\n\n${OWN_LINES.join('\n')}`).text).toBe(
      'Bai.\n\nHau idatzi du norbaitek',
    ));

  it.each([SENTINEL, '=== Reply above\nthis line ===', `  ${SENTINEL.toUpperCase()}  `])(
    'cuts at our own mark alone: %j',
    (mark) => {
      const unmatched = { ...asked, ownLines: [] };
      expect(extractReply(mail({ text: `Bai.\n\n${mark}\nzerbait\n` }), unmatched).text).toBe('Bai.');
    },
  );

  it('keeps the quote that the first words answer', () =>
    expect(fromText('> It is risky\n\nI agree.')).toMatchObject({ text: '> It is risky\n\nI agree.', inline: true }));

  it('is not sure where only the library sees a quote', () =>
    expect(fromText('Yes\n\nTom on 12 March 2026 at 10:04 tom@example.com wrote:\nold words\n')).toMatchObject({
      confidence: 'low',
    }));

  it('is not sure where text and HTML differ', () => {
    const both = extractReply(mail({ text: 'Yes, but later', html: '<p>Yes</p>' }), asked);
    expect(both).toMatchObject({ text: 'Yes, but later', confidence: 'low' });
  });

  it('takes text and HTML for the same where only their form differs', () => {
    const text = '* one\n* two <https://example.com/x>\n\n[image: plan]';
    const html = '<ul><li>one</li><li><a href="https://example.com/x">two</a></li></ul><img src="x">';
    expect(extractReply(mail({ text, html }), asked)).toMatchObject({ text: '- one\n- two', confidence: 'high' });
  });

  it('says where it left something out', () => {
    const { text, confidence } = fromText('ü'.repeat(40_000));
    expect(text.endsWith('[…]')).toBe(true);
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(MAX_TEXT_BYTES + 6);
    expect(confidence).toBe('low');
  });

  it.each([
    ['', ''],
    ['\u0000\u0007Yes\u0000', 'Yes'],
    ['Yes\ud800', 'Yes\ufffd'],
    ['a\u2028b\u0085c', 'a\nb\nc'],
    ['👨‍👩‍👧 نعم', '👨‍👩‍👧 نعم'],
  ])('reads %j as %j', (text, expected) => expect(fromText(text).text).toBe(expected));

  it.each([
    ['<p>a</p><p>b</p>', 'a\n\nb'],
    ['<p>a</p><p hidden>b</p>', 'a'],
    ['<div>a</div><div>b</div>', 'a\nb'],
    ['a<br><br>b', 'a\n\nb'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['a <b>b</b>  \n c', 'a b c'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['<img alt="👍" src="x">', '👍'],
    ['<s>a</s> b', '~~a~~ b'],
    ['a<!-- b --><style>c</style><title>d</title>', 'a'],
    [
      '<style>@media print { .m { display: none } } .h { display:none }</style><p class="m">a</p><p class="h">b</p>',
      'a',
    ],
    ['<div style="font-size:0px">a</div><div style="font-size:0.9em">b</div>', 'b'],
    ['<p>a</p><div style="display:none"><p>b</p><div>c</div></div><p>d</p>', 'a\n\nd'],
  ])('shows %s as a browser would', (html, expected) => expect(fromHtml(html).text).toBe(expected));

  it('never fails, and never gives a NUL or half a character', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      ...[
        '> ',
        '>',
        '\n',
        '\r\n',
        ' ',
        ':',
        '-- ',
        '-----',
        'On 2026 a@b.cc wrote:',
        'From: parley@mail.example',
        'Sent: x',
        'To: y',
      ],
      ...[
        '<div>',
        '</div>',
        '<blockquote>',
        '</p>',
        '<style>{',
        '}',
        '<br>',
        '&#0;',
        '&#xD800;',
        '\ud800',
        '\0',
        'Anna',
        'Yes',
        ...OWN_LINES,
      ],
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (one, two) => {
        const reply = extractReply(mail({ text: one, html: two }), asked);
        expect(reply.text.isWellFormed() && !reply.text.includes('\0')).toBe(true);
        expect(reply.text.trim()).toBe(reply.text);
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses no word of a mail that has none of ours and no marks of programs', () => {
    const word = fc.constantFrom('yes', 'no', 'but', 'only', 'Friday', 'not', 'wait', '1', 'Tom', 'ok');
    const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constant('')), { minLength: 1, maxLength: 12 }), (lines) => {
        const words = (text: string) => text.split(/\s+/).filter(Boolean);
        expect(words(fromText(lines.join('\n')).text)).toEqual(words(lines.join('\n')));
      }),
      { numRuns: 1_000 },
    );
  });
});
