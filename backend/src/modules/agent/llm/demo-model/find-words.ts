/** A run of words as it stands in a text. */
export interface Mention {
  readonly quote: string;
  readonly index: number;
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** The first place where words stand in a text as whole words, in whatever case. */
export const findWords = (text: string, words: string): Mention | undefined => {
  if (words.trim() === '') return undefined;
  const found = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(words.trim())}(?![\\p{L}\\p{N}_])`, 'iu').exec(text);
  return found ? { quote: found[0], index: found.index } : undefined;
};

const SMALL = new Set(['the', 'and', 'only', 'for', 'with', 'from', 'not', 'der', 'die', 'das', 'und', 'number']);

/** The words of a name that say something, longest first. */
export const tellingWords = (...names: readonly string[]): string[] =>
  [...new Set(names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))]
    .filter((word) => word.length > 2 && !SMALL.has(word))
    .sort((a, b) => b.length - a.length);

/** The first of several words that stands in a text. */
export const findFirst = (text: string, words: readonly string[]): Mention | undefined => {
  for (const word of words) {
    const found = findWords(text, word);
    if (found) return found;
  }
  return undefined;
};
