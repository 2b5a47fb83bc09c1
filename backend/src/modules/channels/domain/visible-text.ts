/**
 * Plain text on a channel must look like what it is: characters that act on the line instead of standing in it are shown by
 * their code point (reliability.md T27, Trojan Source). The web app does the same with its own marks.
 */
type Range = readonly [first: number, last: number];

/** Controls but tab and line feed; embeddings, overrides and isolates; separators and blanks of no width. */
const ACTING: readonly Range[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200b],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0x206a, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
];
/** Needed to write some languages, emoji and flags, so let through in words; in a tool's arguments nobody needs them. */
const HIDDEN: readonly Range[] = [
  ...ACTING,
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200c, 0x200f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0e],
  [0xffa0, 0xffa0],
  [0xe0000, 0xe0fff],
];

const show = (text: string, ranges: readonly Range[]): string => {
  let shown = '';
  for (const character of text.replaceAll('\r\n', '\n')) {
    const code = character.codePointAt(0) ?? 0;
    const hidden = ranges.some(([first, last]) => code >= first && code <= last);
    shown += hidden ? `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩` : character;
  }
  return shown;
};

/** For words: questions, labels, what people wrote. */
export const visibleWords = (text: string): string => show(text, ACTING);
/** For what is decided letter by letter: tools, targets, arguments, diffs. */
export const visibleData = (text: string): string => show(text, HIDDEN);

/** On one line, no longer than `max` code units, never half a character. */
export const oneLine = (text: string, max: number): string => clip(visibleWords(text).replace(/\s+/g, ' ').trim(), max);

/** @returns at most `max` code units, the last one an ellipsis when something is missing */
export const clip = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const cut = text.slice(0, Math.max(0, max - 1));
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
};
