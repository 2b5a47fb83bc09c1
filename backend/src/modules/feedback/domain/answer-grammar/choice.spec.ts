import { feedbackQuestionSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer.js';

type Options = [value: string, label: string][];
const ask = (text: string, options: Options, extra: object = {}) => {
  const given = options.map(([value, label]) => ({ value, label }));
  const question = feedbackQuestionSchema.parse({ type: 'CHOICE', question: 'Who?', options: given, ...extra });
  const result = readAnswer(question, text, { bindingHash: null });
  if (!result.ok) return result.reason;
  return result.answer.type === 'CHOICE' ? (result.answer.value ?? { other: result.answer.other }) : result.answer.type;
};

const AUDIENCE: Options = [
  ['beta', 'Beta users'],
  ['all', 'Everyone'],
  ['cafe', 'Café-Gäste'],
];

describe('a choice by text', () => {
  it.each([
    ['1', 'beta'],
    ['2', 'all'],
    ['2.', 'all'],
    ['2)', 'all'],
    ['(2)', 'all'],
    ['#2', 'all'],
    ['２', 'all'],
    ['2️⃣', 'all'],
    ['option 2', 'all'],
    ['Option 2!', 'all'],
    ['number 3', 'cafe'],
    ['2, please', 'all'],
    ['Hi,\n\n2\n\nThanks!', 'all'],
    ['2. Everyone', 'all'],
    ['1 - Beta users', 'beta'],
    ['2nd', 'all'],
    ['the second one', 'all'],
    ['second', 'all'],
    ['The first option, please.', 'beta'],
    ['der zweite', 'all'],
    ['Das dritte, bitte', 'cafe'],
    ['la deuxième', 'all'],
    ['el segundo', 'all'],
    ['a segunda opção', 'all'],
    ['il terzo', 'cafe'],
    ['de tweede', 'all'],
    ['druga', 'all'],
    ['второй вариант', 'all'],
    ['第二个', 'all'],
    ['2番', 'all'],
    ['二番目', 'all'],
    ['beta', 'beta'],
    ['Beta users', 'beta'],
    [' beta   USERS. ', 'beta'],
    ['beta-users', 'beta'],
    ['“Beta users”', 'beta'],
    ['Beta users please', 'beta'],
    ['Everyone, thanks!', 'all'],
    ['cafe gaste', 'cafe'],
    ['CAFÉ GÄSTE', 'cafe'],
    ['- Everyone', 'all'],
  ])('%j', (text, value) => expect(ask(text, AUDIENCE)).toBe(value));

  it.each([
    'not 2',
    'not Everyone',
    "don't take beta",
    'anything but the first',
    'anything but 1',
    '1 or 2',
    'beta or everyone',
    '1, 2',
    '1 and 2',
    '1/2',
    '-2',
    '2?',
    'Everyone?',
    '~Everyone~',
    '!Everyone',
    '1 Everyone',
    'the second or the third',
    'everyone except my team',
    'nicht der zweite',
    'pas la deuxième',
    '不要第二个',
    '2 weeks later',
  ])('%j is asked again', (text) => expect(ask(text, AUDIENCE)).toBe('unclear'));

  it.each(['0', '4', '99', 'nobody', 'yes', 'what do you mean', '👍', '...'])('%j fits nothing', (text) =>
    expect(ask(text, AUDIENCE)).toBe('no_match'),
  );

  it.each<[string, Options, string, string]>([
    [
      'labels that fold to the same',
      [
        ['a', 'Café'],
        ['b', 'Cafe'],
      ],
      'CAFE!',
      'unclear',
    ],
    [
      'the exact one of two that fold to the same',
      [
        ['a', 'Café'],
        ['b', 'Cafe'],
      ],
      'café',
      'a',
    ],
    [
      'names of signs',
      [
        ['c', 'C'],
        ['cpp', 'C++'],
        ['cs', 'C#'],
      ],
      'c++',
      'cpp',
    ],
    [
      'a name of signs that is left of them',
      [
        ['cpp', 'C++'],
        ['cs', 'C#'],
      ],
      '(C)',
      'unclear',
    ],
    [
      'a label that is another one’s value',
      [
        ['a', 'B'],
        ['b', 'A'],
      ],
      'a',
      'unclear',
    ],
    [
      'a number that names another option',
      [
        ['2', 'Two rooms'],
        ['1', 'One room'],
      ],
      '2',
      'unclear',
    ],
    [
      'a place in a list of numbers',
      [
        ['2', 'Two rooms'],
        ['1', 'One room'],
      ],
      '#2',
      'unclear',
    ],
    [
      'its name in a list of numbers',
      [
        ['2', 'Two rooms'],
        ['1', 'One room'],
      ],
      'two rooms',
      '2',
    ],
    [
      'a number that is only a name',
      [
        ['10', '10'],
        ['20', '20'],
      ],
      '20',
      '20',
    ],
    [
      'a courtesy that is an option',
      [
        ['thanks', 'Thanks'],
        ['sorry', 'Sorry'],
      ],
      'thanks',
      'thanks',
    ],
    [
      'Japanese labels',
      [
        ['b', 'ベータ'],
        ['z', '全員'],
      ],
      '全員、ありがとうございます',
      'z',
    ],
  ])('%s', (_what, options, text, value) => expect(ask(text, options)).toBe(value));

  it('says yes or no to two options that are a yes and a no', () => {
    const keep: Options = [
      ['yes', 'Yes, keep them'],
      ['no', 'Delete them'],
    ];
    expect(['ja', 'Sure!', '👍', 'нет', 'no, thanks', '1', 'ok?', 'yes no'].map((text) => ask(text, keep))).toEqual([
      'yes',
      'yes',
      'yes',
      'no',
      'no',
      'yes',
      'no_match',
      'unclear',
    ]);
    expect(
      ask('yes', [
        ['yes', 'Yes'],
        ['go', 'Approve'],
        ['no', 'No'],
      ]),
    ).toBe('yes');
    expect(
      ask('ja', [
        ['yes', 'Yes'],
        ['go', 'Approve'],
        ['no', 'No'],
      ]),
    ).toBe('no_match');
    expect(
      ask('ja', [
        ['yes', 'Yes'],
        ['later', 'Later'],
      ]),
    ).toBe('no_match');
  });

  describe('with room for other words', () => {
    const other = (text: string) => ask(text, AUDIENCE, { allowOther: true });

    it.each(['my team', 'Only the people in Berlin', 'nobody', 'les clients de 2027'])('takes %j as they are', (text) =>
      expect(other(` ${text} `)).toEqual({ other: text }),
    );

    it.each(['not 2', 'anything but the first', 'everyone but me', 'beta or all', '2?', '1 or my team'])(
      'asks again when %j sounds like an option',
      (text) => expect(other(text)).toBe('unclear'),
    );

    it.each(['yes', 'no', 'ok', 'thanks!', '👍', '?!'])('takes no %j for a wish', (text) =>
      expect(other(text)).toBe('no_match'),
    );

    it.each([
      ['other: the first ten of everyone', 'the first ten of everyone'],
      ['Andere: 2 Teams', '2 Teams'],
      ['その他：2チーム', '2チーム'],
    ])('takes %j to the letter', (text, words) => expect(other(text)).toEqual({ other: words }));
  });

  it('names the options with their numbers', () => {
    const options = AUDIENCE.map(([value, label]) => ({ value, label }));
    const question = feedbackQuestionSchema.parse({ type: 'CHOICE', question: 'Who?', options });
    expect(readAnswer(question, '7', { bindingHash: null })).toEqual({
      ok: false,
      reason: 'no_match',
      hint: 'Answer with one of: 1 Beta users, 2 Everyone, 3 Café-Gäste.',
    });
  });
});
