import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDelta } from './text-delta.js';

describe('textDelta', () => {
  it('appends when the text only grew', () => expect(textDelta('Hel', 'Hello')).toEqual({ offset: 3, text: 'lo' }));
  it('says nothing when nothing changed', () => expect(textDelta('same', 'same')).toBeNull());
  it('replaces from the first difference', () => expect(textDelta('a\\', 'a\n')).toEqual({ offset: 1, text: '\n' }));
  it('cuts what is gone', () => expect(textDelta('Hello', 'He')).toEqual({ offset: 2, text: '' }));

  it('always leads from one text to the other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (sent, text) => {
        const delta = textDelta(sent, text);
        expect(delta ? sent.slice(0, delta.offset) + delta.text : sent).toBe(text);
      }),
    );
  });
});
