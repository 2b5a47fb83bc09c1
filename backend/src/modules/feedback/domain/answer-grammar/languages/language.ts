/** The phrases of one language, in the form `normalise` gives. Every list is read for every message: nobody says theirs. */
export interface Language {
  /** Whole messages that mean yes. */
  readonly yes: readonly string[];
  /** Of `yes`: what may stand right before another yes without a comma, as in "yes go ahead". */
  readonly lead: readonly string[];
  /** Of `yes`: beside a "please" or "thanks" it asks somebody else to approve, so it counts only without. */
  readonly requests: readonly string[];
  readonly no: readonly string[];
  readonly polite: readonly string[];
  /** Of one: who greets several people speaks to them, not to the agent. */
  readonly greetings: readonly string[];
  /** Words that turn an answer round. */
  readonly negations: readonly string[];
  /** Words that make an answer depend on something, put it off or take a part of it. */
  readonly conditions: readonly string[];
  /** All options; none of the options. */
  readonly all: readonly string[];
  readonly none: readonly string[];
  /** `other: my own words`. */
  readonly other: readonly string[];
  readonly and: readonly string[];
  /** What a number or an ordinal may carry: "option 2", "the second one". */
  readonly nouns: readonly string[];
  readonly articles: readonly string[];
  /** First to fifth, each with its forms. */
  readonly ordinals: readonly (readonly string[])[];
  /** January to December, each with its forms. Empty where dates are written in numbers. */
  readonly months: readonly (readonly string[])[];
}

const parts = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean);

/** `a | b` → a list of phrases. */
export const phrases = (text: string): string[] => parts(text, '|');

/** `a/b | c` → a list of forms for each place. */
export const forms = (text: string): string[][] => phrases(text).map((place) => parts(place, '/'));
