import { everywhere } from './languages/index.js';
import { isUnspaced } from './normalise.js';

const longestFirst = (phrases: string[]) => phrases.toSorted((a, b) => b.length - a.length);

const POLITE = longestFirst(everywhere('polite'));
const GREETINGS = longestFirst(everywhere('greetings'));

const MARKS = ' \n,.!;、。';

/** Trims by hand: a regex such as `[ .]+$` takes quadratic time on a long run of marks in the middle. */
const trimStart = (text: string): string => {
  let at = 0;
  while (at < text.length && MARKS.includes(text.charAt(at))) at += 1;
  return text.slice(at);
};

/** Without the marks that end a sentence. */
export const trimEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && MARKS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
};

/** The rest of a text after a phrase at its start, null when it does not begin with it. */
const after = (text: string, phrase: string): string | null => {
  if (!text.startsWith(phrase)) return null;
  const rest = text.slice(phrase.length);
  return rest === '' || MARKS.includes(rest.charAt(0)) || isUnspaced(phrase) ? trimStart(rest) : null;
};

const before = (text: string, phrase: string): string | null => {
  if (!text.endsWith(phrase)) return null;
  const rest = text.slice(0, text.length - phrase.length);
  return rest === '' || MARKS.includes(rest.charAt(rest.length - 1)) || isUnspaced(phrase) ? trimEnd(rest) : null;
};

const firstHit = (phrases: readonly string[], cut: (phrase: string) => string | null): string | null => {
  for (const phrase of phrases) {
    const rest = cut(phrase);
    if (rest !== null) return rest;
  }
  return null;
};

/** No message is politer than this. */
const MAX_ROUNDS = 6;

/** A normalised message without the "hello" it begins with. */
export const withoutGreeting = (text: string): string => firstHit(GREETINGS, (phrase) => after(text, phrase)) ?? text;

/** A normalised text without "please" and "thanks" around it. */
export const withoutPoliteness = (text: string): string => {
  let rest = trimEnd(text);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const shorter =
      firstHit(POLITE, (phrase) => after(rest, phrase)) ?? firstHit(POLITE, (phrase) => before(rest, phrase));
    if (shorter === null) return rest;
    rest = shorter;
  }
  return rest;
};

/** What a normalised message says beside being polite; empty when it is nothing else. */
export const withoutCourtesy = (text: string): string => withoutPoliteness(withoutGreeting(text));
