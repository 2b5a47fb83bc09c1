import { feedbackQuestionSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer.js';

const options = [
  { value: 'beta', label: 'Beta users' },
  { value: 'all', label: 'Everyone' },
];
const choice = (allowOther = false) =>
  feedbackQuestionSchema.parse({ type: 'CHOICE', question: 'Who?', options, allowOther });
const multi = (allowOther = false) =>
  feedbackQuestionSchema.parse({ type: 'MULTI_CHOICE', question: 'Who?', options, allowOther });

describe('readAnswer', () => {
  it.each([
    ['by value', 'beta'],
    ['by label', ' beta USERS '],
    ['by number', '1'],
  ])('reads a choice %s', (_name, text) =>
    expect(readAnswer(choice(), text)).toEqual({ ok: true, answer: { type: 'CHOICE', value: 'beta' } }),
  );

  it.each(['0', '3', 'beta or all', 'not everyone'])('does not guess from "%s"', (text) =>
    expect(readAnswer(choice(), text)).toMatchObject({ ok: false }),
  );

  it('takes free text where the question allows it', () =>
    expect(readAnswer(choice(true), 'my team')).toEqual({ ok: true, answer: { type: 'CHOICE', other: 'my team' } }));

  it('reads several choices', () =>
    expect(readAnswer(multi(), '2, beta')).toEqual({
      ok: true,
      answer: { type: 'MULTI_CHOICE', values: ['all', 'beta'] },
    }));

  it('keeps what is not in the list as other', () =>
    expect(readAnswer(multi(true), 'all, press')).toMatchObject({ answer: { values: ['all'], other: 'press' } }));

  it.each(['yes', 'approve', 'no, do not approve', 'ok?'])('never approves from prose: "%s"', (text) => {
    const question = feedbackQuestionSchema.parse({ type: 'APPROVAL', question: 'Delete?' });
    expect(readAnswer(question, text)).toMatchObject({ ok: false });
  });
});
