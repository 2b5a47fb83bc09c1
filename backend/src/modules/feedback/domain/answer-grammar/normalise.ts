/** Longest message that is read, in UTF-16 code units. Longer ones are no short answer. */
export const MAX_ANSWER_LENGTH = 32_768;

const APOSTROPHES = /[\u2018\u2019\u02bc\u0060\u00b4]/g;
/** No width and no meaning here: soft hyphen, zero-width space, joiner, BOM, variation selectors, keycap frame. */
const INVISIBLE = /\u00ad|\u200b|\u2060|\ufeff|\ufe0e|\ufe0f|\u20e3/g;
const SKIN_TONES = /\p{Emoji_Modifier}|:skin-tone-[2-6]:/gu;

/** One form for what looks the same: NFKC, lower case, single spaces, `\n` for line ends. Every regex here is linear. */
export const normalise = (text: string): string =>
  text
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(SKIN_TONES, '')
    .toLowerCase()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim();

/** Letters whose accent is no combining mark. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe' };

/** Accents only: the marks that strike a letter through (U+0334 to U+0338) change what is said. */
const ACCENTS = /[\u0300-\u0333\u0339-\u036f]/g;

/**
 * Words without accents and punctuation, one space between: for names that people copy from a list.
 * Empty when nothing but punctuation is left.
 */
export const foldName = (text: string): string =>
  normalise(text)
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/[ßłøđıæœ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();

/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export const isUnspaced = (text: string): boolean => UNSPACED.test(text);

/** Does a phrase occur in a text as whole words? Both folded in the same way. */
export const containsPhrase = (text: string, phrase: string): boolean =>
  phrase !== '' && (isUnspaced(phrase) ? text.includes(phrase) : ` ${text} `.includes(` ${phrase} `));
