import type { FeedbackOption } from '@parley/contracts';
import { withoutCourtesy } from './courtesy.js';
import { foldName, normalise } from './normalise.js';
import { readNumber, readPosition } from './position.js';

export type Match = { kind: 'one'; option: FeedbackOption } | { kind: 'several' } | { kind: 'none' };
export type MatchText = (text: string) => Match;

const NONE: Match = { kind: 'none' };
const SEVERAL: Match = { kind: 'several' };

/** A question, a hesitation, a strike-through or a "not" sign: punctuation that does change what a name says. */
const TELLING = /[?؟¿~¬]|[\u0334-\u0338]|^[-!](?! )/u;

const bothOf = ({ value, label }: FeedbackOption): string[] => [value, label];

/**
 * Names are compared to the letter, then without case, then without accents and punctuation. To the letter counts the
 * label alone: a person may not know the values, and one option's value may be another one's label.
 */
const FORMS: readonly { form: (text: string) => string; names: (option: FeedbackOption) => string[] }[] = [
  { form: (text) => text.trim(), names: ({ label }) => [label] },
  { form: normalise, names: bothOf },
  { form: (text) => (TELLING.test(normalise(text)) ? '' : foldName(text)), names: bothOf },
];

const indexBy = (options: readonly FeedbackOption[], { form, names }: (typeof FORMS)[number]) => {
  const index = new Map<string, Match>();
  for (const option of options) {
    for (const name of new Set(names(option).map(form))) {
      if (name !== '') index.set(name, index.has(name) ? SEVERAL : { kind: 'one', option });
    }
  }
  return index;
};

/** Finds the option whose value or label a text is. */
export const nameMatcher = (options: readonly FeedbackOption[]): MatchText => {
  const indexes = FORMS.map((rule) => ({ form: rule.form, index: indexBy(options, rule) }));
  return (text) => {
    for (const { form, index } of indexes) {
      const match = index.get(form(text));
      if (match) return match;
    }
    return NONE;
  };
};

/** Longer than any label with its courtesies. */
const MAX_LENGTH = 400;

/**
 * Finds the option that a text names as a whole, by name, by number or by both, courtesies aside. A number that is also
 * the name of another option names several; `#2` says which is meant.
 */
export const optionMatcher = (options: readonly FeedbackOption[]): MatchText => {
  const byName = nameMatcher(options);
  const byPosition = (text: string): Match => {
    const option = options[(readPosition(normalise(text)) ?? 0) - 1];
    return option ? { kind: 'one', option } : NONE;
  };
  const whole = (text: string) => agree(byName(text), byPosition(text)) ?? numbered(options, byName, text);
  return (text) => {
    if (text.length > MAX_LENGTH) return NONE;
    const asWritten = whole(text);
    return asWritten.kind === 'none' ? whole(withoutCourtesy(normalise(text))) : asWritten;
  };
};

/** Null when neither found anything. */
const agree = (named: Match, placed: Match): Match | null => {
  if (named.kind === 'none') return placed.kind === 'none' ? null : placed;
  if (named.kind === 'several' || placed.kind !== 'one') return named;
  return placed.option === named.option ? named : SEVERAL;
};

/** "2. Everyone", as a line copied from the card: number and name have to agree. */
const numbered = (options: readonly FeedbackOption[], byName: MatchText, text: string): Match => {
  const [, number = '', name = ''] = /^[#(]?(\d{1,2})[.):]?\s(.+)$/u.exec(normalise(text)) ?? [];
  const named = readNumber(name) === null ? byName(name.trim()) : NONE; // "1 2" are two numbers
  if (named.kind !== 'one') return named;
  return options[Number(number) - 1] === named.option ? named : SEVERAL;
};
