import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readApproval } from './approval.js';
import { AMBIGUOUS, CLEAR_NO, CLEAR_YES, NO_WITH_REASON } from './approval-corpus.js';
import { PHRASES } from './decision-phrases.js';
import { everywhere } from './languages/index.js';

const bindingHash = 'a'.repeat(64);
const decide = (text: string) => {
  const reading = readApproval(text, bindingHash);
  return reading.ok && reading.answer.type === 'APPROVAL' ? reading.answer.decision : 'asks back';
};
const approved = (texts: readonly string[]) => texts.filter((text) => decide(text) === 'approve');
const wrong = (texts: readonly string[], decision: string) => texts.filter((text) => decide(text) !== decision);

describe('an approval by text (FB-11)', () => {
  it('has a corpus worth its name', () => {
    expect(new Set(AMBIGUOUS).size).toBeGreaterThanOrEqual(250);
    expect(new Set([...CLEAR_YES, ...CLEAR_NO]).size).toBeGreaterThanOrEqual(150);
  });

  it('reads every clear yes', () => expect(wrong(CLEAR_YES, 'approve')).toEqual([]));
  it('reads every clear no', () => expect(wrong(CLEAR_NO, 'reject')).toEqual([]));
  it('takes none of the ambiguous texts for an approval', () => expect(approved(AMBIGUOUS)).toEqual([]));
  it('decides none of the ambiguous texts at all', () => expect(wrong(AMBIGUOUS, 'asks back')).toEqual([]));

  it.each(NO_WITH_REASON)('rejects with a reason: %j', (text, comment) =>
    expect(readApproval(text, bindingHash)).toEqual({
      ok: true,
      answer: { type: 'APPROVAL', decision: 'reject', comment, bindingHash },
    }),
  );

  it('binds the decision to what was shown', () =>
    expect(readApproval('yes', bindingHash)).toMatchObject({ ok: true, answer: { decision: 'approve', bindingHash } }));

  it('decides nothing where nothing bound was shown', () =>
    expect([...CLEAR_YES, ...CLEAR_NO].filter((text) => readApproval(text, null).ok)).toEqual([]));

  it('tells how to answer', () =>
    expect(readApproval('ok?', bindingHash)).toMatchObject({ hint: expect.stringContaining('1 to approve or 2') }));

  it('does not cut a reason that is too long', () =>
    expect(readApproval(`reject: ${'x'.repeat(10_001)}`, bindingHash)).toMatchObject({ reason: 'unclear' }));
});

describe('whatever is put together', { timeout: 30_000 }, () => {
  const yes = fc.constantFrom(...everywhere('yes'));
  const doubt = fc.constantFrom(...everywhere('negations'), ...everywhere('conditions'));
  const joiner = fc.constantFrom(' ', ', ', '. ', '! ', '\n', '\n\n', ' - ', ': ', '; ', ' / ', '、', '', ' … ');
  const courtesy = fc.constantFrom('', ...everywhere('polite'), ...everywhere('greetings'));
  const shape = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => `${text}.`,
    (text) => ` ${text} !`,
  );
  const runs = { numRuns: 5_000 };

  it('a yes with a negation or a condition of any language never approves', () =>
    fc.assert(
      fc.property(yes, doubt, joiner, joiner, courtesy, shape, fc.boolean(), (a, b, one, two, polite, form, first) => {
        const said = first ? a + one + b : b + one + a;
        // Without a joiner two words can be a third one: 不 + 是.
        fc.pre(PHRASES.get(said) !== 'yes');
        expect(decide(form(polite ? said + two + polite : said))).not.toBe('approve');
      }),
      runs,
    ));

  it('a yes and a no of any language never approve', () =>
    fc.assert(
      fc.property(yes, fc.constantFrom(...everywhere('no')), joiner, fc.boolean(), shape, (a, b, join, first, form) => {
        expect(decide(form(first ? a + join + b : b + join + a))).not.toBe('approve');
      }),
      runs,
    ));

  it('a question never approves', () =>
    fc.assert(
      fc.property(yes, fc.constantFrom('?', ' ?', '？', '?!', '‽', ' ❓', '؟'), courtesy, (a, mark, polite) => {
        expect(decide(`${a}${mark}`)).not.toBe('approve');
        expect(decide(`${polite} ${a}${mark}`)).not.toBe('approve');
      }),
      { numRuns: 2_000 },
    ));

  it('a yes with any other word never approves', () => {
    const known = new Set([...everywhere('polite'), ...everywhere('greetings')]);
    const word = fc
      .string({ unit: fc.constantFrom(...'abcdefghijklmnoprstuvwxyzäéñß'), minLength: 1, maxLength: 8 })
      .filter((text) => !known.has(text));
    fc.assert(
      fc.property(
        yes,
        word,
        joiner.filter((join) => join !== ''),
        fc.boolean(),
        (a, b, join, first) => {
          const said = first ? a + join + b : b + join + a;
          fc.pre(PHRASES.get(b) !== 'yes' && PHRASES.get(said) !== 'yes');
          expect(decide(said)).not.toBe('approve');
        },
      ),
      runs,
    );
  });
});
