import { feedbackQuestionSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer.js';

type Options = [value: string, label: string][];
const ask = (text: string, options: Options, extra: object = {}) => {
  const given = options.map(([value, label]) => ({ value, label }));
  const question = feedbackQuestionSchema.parse({ type: 'MULTI_CHOICE', question: 'Who?', options: given, ...extra });
  const result = readAnswer(question, text, { bindingHash: null });
  if (!result.ok) return result.reason;
  if (result.answer.type !== 'MULTI_CHOICE') return result.answer.type;
  const { values, other } = result.answer;
  return other === undefined ? values : { values, other };
};

const LISTS: Options = [
  ['beta', 'Beta users'],
  ['staff', 'Staff'],
  ['press', 'Press & media'],
];

describe('several choices by text', () => {
  it.each([
    ['1', ['beta']],
    ['1, 3', ['beta', 'press']],
    ['3,1', ['press', 'beta']],
    ['1 3', ['beta', 'press']],
    ['1 and 3', ['beta', 'press']],
    ['1, 2 and 3', ['beta', 'staff', 'press']],
    ['1, 2, and 3.', ['beta', 'staff', 'press']],
    ['1 & 3', ['beta', 'press']],
    ['1+3', ['beta', 'press']],
    ['#1 und #3', ['beta', 'press']],
    ['1 et 3, merci', ['beta', 'press']],
    ['1 y 3', ['beta', 'press']],
    ['1 e 3', ['beta', 'press']],
    ['1 en 3', ['beta', 'press']],
    ['1 i 3', ['beta', 'press']],
    ['1 и 3', ['beta', 'press']],
    ['1と3', ['beta', 'press']],
    ['1番と3番', ['beta', 'press']],
    ['1和3', ['beta', 'press']],
    ['1、3', ['beta', 'press']],
    ['１，３', ['beta', 'press']],
    ['Beta users, Staff', ['beta', 'staff']],
    ['staff and beta users please', ['staff', 'beta']],
    ['- Beta users\n- Press & media', ['beta', 'press']],
    ['* 1\n* 3', ['beta', 'press']],
    ['Hi,\n1\n2\nThanks!', ['beta', 'staff']],
    ['1. Beta users\n2. Staff', ['beta', 'staff']],
    ['press & media and staff', ['press', 'staff']],
    ['the first and the third', ['beta', 'press']],
    ['1, 1, beta', ['beta']],
    ['all', ['beta', 'staff', 'press']],
    ['All of them, please', ['beta', 'staff', 'press']],
    ['alle', ['beta', 'staff', 'press']],
    ['全部', ['beta', 'staff', 'press']],
  ])('%j', (text, values) => expect(ask(text, LISTS)).toEqual(values));

  it.each([
    'not 2',
    '1, not 2',
    '1 but not 3',
    'all but 2',
    'everything except staff',
    '1 or 3',
    '1/3',
    '1-3',
    '1 - 3',
    '1, 3?',
    '1 Staff',
    '2. Beta users, 3',
    '1, 7',
    'beta users staff',
    'beta users, and maybe staff',
    'nicht 2',
    '除了2',
  ])('%j is asked again', (text) => expect(ask(text, LISTS)).toBe('unclear'));

  it.each(['7', 'nobody', 'what is this', 'thanks', 'none', 'all?'])('%j fits nothing', (text) =>
    expect(ask(text, LISTS)).toBe('no_match'),
  );

  it('reads none where none is allowed', () => {
    expect(
      ['none', 'None of them.', 'keine', 'ninguno', 'なし', '無'].map((text) => ask(text, LISTS, { minChoices: 0 })),
    ).toEqual(Array(6).fill([]));
  });

  it('asks for more where more is needed', () => expect(ask('1', LISTS, { minChoices: 2 })).toBe('unclear'));

  it.each<[string, Options, string, unknown]>([
    [
      'a name with commas',
      [
        ['rd', 'Research, design and test'],
        ['s', 'Sales'],
      ],
      'Sales, research, design and test',
      ['s', 'rd'],
    ],
    [
      'a name that may be two',
      [
        ['a', 'Rock'],
        ['b', 'Roll'],
        ['c', 'Rock and Roll'],
        ['d', 'Jazz'],
      ],
      'Jazz, Rock and Roll',
      'unclear',
    ],
    [
      'the whole of such a name',
      [
        ['a', 'Rock'],
        ['b', 'Roll'],
        ['c', 'Rock and Roll'],
      ],
      'Rock and Roll',
      ['c'],
    ],
    [
      'names of signs',
      [
        ['c', 'C'],
        ['cpp', 'C++'],
      ],
      'C++',
      ['cpp'],
    ],
    [
      'names of signs in a list',
      [
        ['c', 'C'],
        ['cpp', 'C++'],
        ['go', 'Go'],
      ],
      'go, C++',
      ['go', 'cpp'],
    ],
    [
      'an option called all',
      [
        ['all', 'Everyone'],
        ['one', 'Me'],
      ],
      'all',
      ['all'],
    ],
    [
      'an option called none',
      [
        ['none', 'None'],
        ['one', 'Me'],
      ],
      'none',
      ['none'],
    ],
    [
      'numbers that name others',
      [
        ['2', 'Two'],
        ['1', 'One'],
      ],
      '1 2',
      'unclear',
    ],
  ])('%s', (_what, options, text, values) => expect(ask(text, options)).toEqual(values));

  describe('with room for other words', () => {
    const other = (text: string) => ask(text, LISTS, { allowOther: true });

    it.each([
      ['staff, my Team', { values: ['staff'], other: 'my Team' }],
      ['1, 2 and the people in Bern', { values: ['beta', 'staff'], other: 'the people in Bern' }],
      ['My team and my Boss', { values: [], other: 'My team and my Boss' }],
      ['other: the first ten', { values: [], other: 'the first ten' }],
      ['1, other: my team', { values: ['beta'], other: 'my team' }],
    ])('%j', (text, answer) => expect(other(text)).toEqual(answer));

    it.each(['1, but not staff', '1, not my team', 'staff, except my boss', 'not 2', '1 or my team', '1, my team?'])(
      'asks again for %j',
      (text) => expect(other(text)).toBe('unclear'),
    );
  });
});
