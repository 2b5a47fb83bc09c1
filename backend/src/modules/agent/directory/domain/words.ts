/** Words that say nothing of what somebody can do. */
const FILLERS = new Set(
  (
    'a an and are as at be by can could do does for from get give have how i if in into is it its me my need no not of on or our ' +
    'please so that the their them then there these they this to up us want was we what when where which who will with would you your'
  ).split(' '),
);

const ENDINGS: readonly [RegExp, string][] = [
  [/ies$/, 'y'],
  [/(ss|x|ch|sh)es$/, '$1'],
  [/([^s])s$/, '$1'],
  [/([a-z]{3,})(?:ing|ed)$/, '$1'],
  [/([a-z]{3,})e$/, '$1'],
];

/** Lightly: so that "flights" finds "flight" and "booked" finds "booking"; what it makes need be no word. */
const stem = (word: string): string =>
  /^[a-z]{4,}$/.test(word) ? ENDINGS.reduce((text, [ending, by]) => text.replace(ending, by), word) : word;

export interface Word {
  /** As it was written, in small letters. */
  readonly said: string;
  readonly stem: string;
}

export const wordsOf = (text: string): Word[] =>
  (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((said) => said.length > 1 && !FILLERS.has(said))
    .map((said) => ({ said, stem: stem(said) }));
