import { checkAnswer, type FeedbackQuestion, feedbackAnswerSchema, feedbackQuestionSchema } from '@parley/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AMBIGUOUS, CLEAR_NO, CLEAR_YES } from './approval-corpus.js';
import { readAnswer } from './read-answer.js';

const shown = { bindingHash: 'b'.repeat(64) };
const options = [
  { value: 'beta', label: 'Beta users' },
  { value: 'all', label: 'Everyone' },
];
const schema = {
  type: 'object',
  properties: {
    day: { type: 'string', format: 'date' },
    n: { type: 'number' },
    note: { type: 'string', maxLength: 50 },
  },
};
const QUESTIONS: FeedbackQuestion[] = [
  { type: 'TEXT', question: '?' },
  { type: 'CHOICE', question: '?', options },
  { type: 'CHOICE', question: '?', options, allowOther: true },
  { type: 'MULTI_CHOICE', question: '?', options },
  { type: 'MULTI_CHOICE', question: '?', options, allowOther: true, minChoices: 0 },
  { type: 'APPROVAL', question: '?' },
  { type: 'FORM', question: '?', schema },
  { type: 'NOTICE', question: '!' },
].map((question) => feedbackQuestionSchema.parse(question));
const of = (type: FeedbackQuestion['type']) => QUESTIONS.filter((question) => question.type === type);
const [TEXT, APPROVAL, NOTICE] = [of('TEXT')[0], of('APPROVAL')[0], of('NOTICE')[0]] as [
  FeedbackQuestion,
  FeedbackQuestion,
  FeedbackQuestion,
];

describe('readAnswer', () => {
  it('takes a text as it is, and a notice as seen', () => {
    expect(readAnswer(TEXT, ' as it\nis ', shown)).toEqual({
      ok: true,
      answer: { type: 'TEXT', text: ' as it\nis ' },
      understood: ' as it\nis ',
    });
    expect(readAnswer(NOTICE, '', shown)).toMatchObject({ ok: true, answer: { type: 'NOTICE' } });
  });

  it('tells what it understood in the words of every channel', () => {
    expect(readAnswer(APPROVAL, 'nein: zu teuer', shown)).toMatchObject({ understood: 'Rejected: zu teuer' });
    expect(readAnswer(of('CHOICE')[0] as FeedbackQuestion, '2', shown)).toMatchObject({ understood: 'Everyone' });
  });

  it.each(['', ' \n\t ', '\0'])('asks again for an empty message %j', (text) => {
    for (const question of QUESTIONS.filter(({ type }) => type !== 'NOTICE'))
      expect(readAnswer(question, text, shown)).toMatchObject({ ok: false, reason: 'unclear' });
  });

  it('takes no text that cannot be stored or is too long', () => {
    expect(readAnswer(TEXT, 'a\0b\ud83c', shown)).toMatchObject({ answer: { text: 'ab\ufffd' } });
    expect(readAnswer(TEXT, 'x'.repeat(20_001), shown)).toMatchObject({ ok: false });
    expect(readAnswer(TEXT, 'x'.repeat(32_769), shown)).toMatchObject({
      ok: false,
      hint: expect.stringContaining('long'),
    });
  });

  it('refuses a hash that is none', () =>
    expect(readAnswer(APPROVAL, 'yes', { bindingHash: 'x' })).toMatchObject({ ok: false }));

  it('gives only answers that the question takes, whatever is written', () => {
    const words = fc.constantFrom(
      ...[
        '1',
        '2',
        '3',
        'beta',
        'Beta users',
        'Everyone',
        'yes',
        'no',
        'not',
        'all',
        'none',
        'and',
        ',',
        '\n',
        ':',
        '=',
      ],
      ...[
        'day',
        'n',
        'note',
        '2027-03-04',
        '1.5',
        '{',
        '}',
        '"',
        '?',
        '👍',
        'please',
        'other',
        'reject',
        '\0',
        '\ud83c',
        '-',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 14 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...QUESTIONS), text, (question, said) => {
        const result = readAnswer(question, said, shown);
        expect(result.ok ? result.understood : result.hint).not.toBe('');
        if (!result.ok) return;
        expect(feedbackAnswerSchema.safeParse(result.answer).success).toBe(true);
        expect(checkAnswer(question, result.answer)).toEqual({ ok: true, text: result.understood });
      }),
      { numRuns: 3_000 },
    );
  }, 30_000);
});

describe('a hostile message of 32 KiB', () => {
  const SIZE = 32_768;
  const fill = (piece: string, before = '', after = '') =>
    before + piece.repeat(Math.floor((SIZE - before.length - after.length) / piece.length)) + after;
  const HOSTILE = [
    fill(' ', 'a', 'b'),
    fill('\n', 'a', 'b'),
    fill('.', 'yes', 'x'),
    fill('!'),
    fill('no, '),
    fill('yes '),
    fill('please ', 'yes ', 'x'),
    fill('danke '),
    fill('1,'),
    fill('1 '),
    fill('1'),
    fill('beta users, '),
    fill('and '),
    fill('a and '),
    fill('和'),
    fill('a,b;'),
    fill(':'),
    fill('=', 'day'),
    fill('day: 1\n'),
    fill('day: '),
    fill('day:1,'),
    fill('note: x\n- '),
    fill('{'),
    fill('[', '{"day":'),
    fill('"a":', '{'),
    fill('reject: '),
    fill('ok. ', 'no: '),
    fill('👍'),
    fill(':+1:'),
    fill('\u0301', 'a'),
    fill('\ufdfa'),
    fill("'"),
    fill('- ', '', '\n'),
    fill('-\n'),
    fill('other: '),
    fill('first '),
    fill('1.', '', 'x'),
    fill('\ud800'),
    fill('a,', 'no: ').slice(0, 10_000),
  ];

  it.each(HOSTILE.map((text, at): [number, string, string] => [at, text.slice(0, 12), text]))(
    'takes linear time (%i: %j)',
    (_at, _start, text) => {
      for (const question of QUESTIONS) {
        // Time of this process alone, the best of three: the machine may be busy with something else.
        const times = [1, 2, 3].map(() => {
          const started = process.cpuUsage();
          readAnswer(question, text, shown);
          return process.cpuUsage(started).user / 1_000;
        });
        expect(Math.min(...times), question.type).toBeLessThan(50);
      }
    },
  );
});

describe('what an approval says', () => {
  it('is never read into another kind of question, nor the other way round', () => {
    for (const text of [...CLEAR_YES, ...CLEAR_NO, ...AMBIGUOUS]) {
      for (const question of QUESTIONS) {
        const result = readAnswer(question, text, shown);
        if (result.ok) expect(result.answer.type).toBe(question.type);
      }
    }
  });
});
