import { everywhere, LANGUAGES } from './languages/index.js';
import { foldName, isUnspaced } from './normalise.js';

/** `2`, `2.`, `#2`, `(2)`, `2nd`, `2e`, `2ème`, `2番`. A sign is no part of it: "-2" is not the second. */
const NUMBER = /^[#(]?\s?([1-9]\d?)[.):\]]?$/u;
const NUMERIC_ORDINAL = /^([1-9]\d?)(?:st|nd|rd|th|er|re|e|eme|o|a|de|ste|ter|te|й|я|е|ю|-й|-я|-е|-ю)$/u;

const NOUNS = everywhere('nouns');

/** A text without "option" before it or "番" behind it. */
const withoutNoun = (text: string): string => {
  for (const noun of NOUNS) {
    const gap = isUnspaced(noun) ? '' : ' ';
    if (text.startsWith(noun + gap)) return text.slice(noun.length).trim();
    if (text.endsWith(gap + noun)) return text.slice(0, text.length - noun.length).trim();
  }
  return text;
};

/** The position in a list that a normalised text gives in digits, from 1. */
export const readNumber = (text: string): number | null => {
  if (text.length > 20) return null;
  const digits = NUMBER.exec(text) ?? NUMBER.exec(withoutNoun(withoutNoun(text)));
  return digits ? Number(digits[1]) : null;
};

/** Each ordinal with the articles and nouns of its language: "the second", "second option", "the second one". */
const ORDINALS: ReadonlyMap<string, number> = new Map(
  Object.values(LANGUAGES).flatMap(({ ordinals, articles, nouns }) =>
    ordinals.flatMap((forms, at) =>
      forms.flatMap((form) =>
        ['', ...articles].flatMap((article) =>
          ['', ...nouns].map((noun): [string, number] => [foldName(`${article} ${form} ${noun}`), at + 1]),
        ),
      ),
    ),
  ),
);

const readOrdinal = (text: string): number | null => {
  if (text.length > 40) return null;
  const digits = NUMERIC_ORDINAL.exec(foldName(text));
  return ORDINALS.get(foldName(text)) ?? (digits ? Number(digits[1]) : null);
};

/** In digits or in words. */
export const readPosition = (text: string): number | null => readNumber(text) ?? readOrdinal(text);

/** Bare ordinals, to notice that a text speaks of the list. */
export const ORDINAL_WORDS: readonly string[] = Object.values(LANGUAGES).flatMap(({ ordinals }) =>
  ordinals.flat().map(foldName),
);
