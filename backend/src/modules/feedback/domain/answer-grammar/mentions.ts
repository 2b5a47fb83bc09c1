import type { FeedbackOption } from '@parley/contracts';
import { everywhere } from './languages/index.js';
import { containsPhrase, foldName, normalise } from './normalise.js';
import { ORDINAL_WORDS } from './position.js';

/** The options whose label or value stands somewhere in a text. */
export const mentionedOptions = (options: readonly FeedbackOption[], text: string): FeedbackOption[] => {
  const folded = foldName(text);
  return options.filter(({ value, label }) => [value, label].some((name) => containsPhrase(folded, foldName(name))));
};

/** Does a text speak of the list at all: a name of it, a number in it, "the first"? */
export const speaksOfOptions = (options: readonly FeedbackOption[], text: string): boolean => {
  const folded = foldName(text);
  const numbers = (folded.match(/\d+/g) ?? []).map(Number);
  return (
    mentionedOptions(options, text).length > 0 ||
    numbers.some((number) => number >= 1 && number <= options.length) ||
    ORDINAL_WORDS.some((word) => containsPhrase(folded, word))
  );
};

const DOUBTS = [...everywhere('negations'), ...everywhere('conditions')];

/** Words only, apostrophes kept: "don't" is one. */
const wordsOf = (text: string): string =>
  normalise(text).replace(/[^\p{L}\p{N}\p{M}'\p{Extended_Pictographic}-]+/gu, ' ');

/** Any word, in any language, that turns an answer round, puts it off or makes it depend on something. */
export const soundsDoubtful = (text: string): boolean => {
  const words = wordsOf(text);
  return /[?？؟]/.test(text) || DOUBTS.some((doubt) => containsPhrase(words, doubt));
};
