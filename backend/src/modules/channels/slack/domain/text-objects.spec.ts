import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleData } from '../../domain/visible-text.js';
import { dataSections } from './data-sections.js';
import { fromSlackText } from './from-slack-text.js';
import { pieces, title, wordSections } from './text-objects.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(fc.constantFrom('a line\n', '&&&&', '<>', '👩‍👩‍👧', '"\\', '\n\n'), { maxLength: 3_000 })
    .map((parts) => parts.join('')),
);

describe('pieces', () => {
  it('lose nothing, put nothing in, and never cut a character', () =>
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 60 }), (text, max) => {
        const parts = pieces(text, max);
        expect(parts.join('')).toBe(text);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
        if (text.isWellFormed()) for (const part of parts) expect(part.isWellFormed()).toBe(true);
      }),
    ));

  it('end after a line where they can', () => expect(pieces('aaa\nbbb\ncc', 8)).toEqual(['aaa\nbbb\n', 'cc']));
});

const unfenced = (text: string): string => fromSlackText(text.replace(/^```\n|\n```$/g, ''), null);

describe('dataSections', () => {
  it('show data letter by letter, each within the limit once it is escaped', () =>
    fc.assert(
      fc.property(anyText, (data) => {
        const texts = dataSections(data).map(({ text }) => text!);
        for (const { text } of texts) expect(text.length).toBeLessThanOrEqual(3_000);
        if (texts[0]?.type !== 'mrkdwn') return;
        // A line end where a section ends is the end of the section.
        const shown = texts.map(({ text }) => unfenced(text)).join('');
        expect(shown.replaceAll('\n', '')).toBe(visibleData(data).replaceAll('\n', ''));
      }),
      { numRuns: 60 },
    ));

  it('leave room for escapes', () => {
    const texts = dataSections('&'.repeat(5_000)).map(({ text }) => text?.text ?? '');
    expect(texts.map(unfenced).join('')).toBe('&'.repeat(5_000));
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(3_000);
  });

  it('cannot be left by a fence within them', () => {
    const [section] = dataSections('{ "a": "```\\n*b*" }');
    expect(section?.text).toMatchObject({ type: 'plain_text', text: '{ "a": "```\\n*b*" }' });
  });

  it('show what hides', () => expect(dataSections('a\u200bb')[0]?.text?.text).toContain('a⟨U+200B⟩b'));
});

describe('title', () => {
  it('is a header where it is one short line, else text', () => {
    expect(title('Which way?')).toMatchObject([{ type: 'header', text: { type: 'plain_text', text: 'Which way?' } }]);
    expect(title('a\nb')).toMatchObject([{ type: 'section', text: { type: 'plain_text', text: 'a\nb' } }]);
    expect(title('q'.repeat(151))).toMatchObject([{ type: 'section' }]);
  });

  it('stays within a message, whatever it is made of', () =>
    expect(title('\u202e'.repeat(2_000)).length).toBeLessThanOrEqual(2));
});

it('words of any length are all there', () =>
  expect(
    wordSections('w'.repeat(7_000))
      .map(({ text }) => text?.text)
      .join(''),
  ).toBe('w'.repeat(7_000)));
