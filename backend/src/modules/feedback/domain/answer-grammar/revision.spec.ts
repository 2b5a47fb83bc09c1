import { feedbackQuestionSchema } from '@parley/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readApproval } from './approval.js';
import { AMBIGUOUS, CLEAR_NO, CLEAR_YES, NO_WITH_REASON } from './approval-corpus.js';
import { everywhere } from './languages/index.js';
import { readAnswer } from './read-answer.js';
import { NO_WISH, WISHES } from './revision-corpus.js';

const bindingHash = 'a'.repeat(64);
const decide = (text: string, revisable = true) => {
  const reading = readApproval(text, bindingHash, revisable);
  return reading.ok && reading.answer.type === 'APPROVAL' ? reading.answer.decision : 'asks back';
};
const wrong = (texts: readonly string[], decision: string) => texts.filter((text) => decide(text) !== decision);

describe('an approval that can be revised, by text (FB-1, FB-11)', () => {
  it('reads every clear yes and no as ever', () => {
    expect(wrong(CLEAR_YES, 'approve')).toEqual([]);
    expect(wrong(CLEAR_NO, 'reject')).toEqual([]);
    const reasons = NO_WITH_REASON.map(([text]) => text);
    expect(wrong(reasons, 'reject')).toEqual([]);
  });

  it('takes none of the ambiguous texts for an approval or a no', () => {
    const decided = AMBIGUOUS.filter((text) => ['approve', 'reject'].includes(decide(text)));
    expect(decided).toEqual([]);
  });

  it('asks back for most of them: next to nothing in them says what should be different', () => {
    const wishes = AMBIGUOUS.filter((text) => decide(text) === 'revise');
    expect(wishes.length / AMBIGUOUS.length).toBeLessThan(0.06);
  });

  it('reads what should be different', () => {
    expect(new Set(WISHES).size).toBeGreaterThanOrEqual(60);
    expect(wrong(WISHES, 'revise')).toEqual([]);
  });
  it('asks back what merely asks, agrees, puts off, or says next to nothing', () => {
    expect(new Set(NO_WISH).size).toBeGreaterThanOrEqual(60);
    expect(wrong(NO_WISH, 'asks back')).toEqual([]);
  });
  it('of the wishes, none means anything where there is nothing to revise', () =>
    expect(WISHES.filter((text) => decide(text, false) !== 'asks back')).toEqual([]));

  it('keeps every word, and of a named wish what stands behind the name', () => {
    const commentOf = (text: string) => {
      const reading = readApproval(text, bindingHash, true);
      return reading.ok && reading.answer.type === 'APPROVAL' ? reading.answer.comment : null;
    };
    expect(commentOf(' yes, but keep\nthe old name ')).toBe('yes, but keep\nthe old name');
    expect(commentOf('Changes: use 30 s: it is enough')).toBe('use 30 s: it is enough');
    expect(commentOf('3：もっと短くしてください')).toBe('もっと短くしてください');
  });

  it('says how to answer', () => {
    const hintOf = (text: string) => {
      const reading = readApproval(text, bindingHash, true);
      return reading.ok ? '' : reading.hint;
    };
    expect(hintOf('ok?')).toContain('"changes:"');
    expect(hintOf('3')).toContain('What should be different?');
    expect(hintOf(`use a constant ${'x'.repeat(10_000)}`)).toContain('10,000');
  });

  it('is bound like every decision, and passes the check of answers', () => {
    const question = feedbackQuestionSchema.parse({ type: 'APPROVAL', question: 'Merge?', revisable: true });
    expect(readAnswer(question, 'use a constant', { bindingHash })).toEqual({
      ok: true,
      answer: { type: 'APPROVAL', decision: 'revise', comment: 'use a constant', bindingHash },
      understood: 'Changes requested: use a constant',
    });
    expect(readAnswer(question, 'use a constant', { bindingHash: null }).ok).toBe(false);
  });
});

describe('whatever is put together', { timeout: 30_000 }, () => {
  const phrase = fc.constantFrom(
    ...(['yes', 'no', 'negations', 'conditions', 'polite', 'greetings', 'all', 'none'] as const).flatMap(everywhere),
    ...WISHES.slice(0, 20),
    '?',
    '3',
    'changes:',
  );
  const joiner = fc.constantFrom(' ', ', ', '. ', '\n', ': ', '', ' - ', '、');

  it('approves nothing that would not be approved without the words: a wish takes from what is asked back alone', () =>
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 5 }), joiner, (pieces, join) => {
        const text = pieces.join(join);
        const [plain, revisable] = [decide(text, false), decide(text)];
        expect(plain === 'asks back' ? ['asks back', 'revise'] : [plain]).toContain(revisable);
      }),
      { numRuns: 5_000 },
    ));

  it('is read in linear time', () => {
    const hostile = ['か"', '?', '. ', 'but ', 'yes but ', '同意', 'a', "'", '3:', ' '];
    for (const piece of hostile) {
      const text = `x${piece.repeat(Math.floor(32_000 / piece.length))}x`;
      const start = performance.now();
      decide(text);
      expect(performance.now() - start, piece).toBeLessThan(1_500);
    }
  });
});
