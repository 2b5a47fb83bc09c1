/**
 * Text that decides something (a tool's name, its arguments) must look like what it is: control, bidirectional and
 * zero-width characters are made visible instead of acting on the line (reliability.md T27, Trojan Source).
 */
export interface TextPart {
  text: string;
  /** An invisible character, shown by its code point. */
  hidden: boolean;
}

/** First and last code point of each range that draws nothing or changes how its neighbours are drawn. Ascending. */
const HIDDEN: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  // Not U+FE0F, which only asks for the coloured form of an emoji.
  [0xfe00, 0xfe0e],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

const isHidden = (codePoint: number) => HIDDEN.some(([first, last]) => codePoint >= first && codePoint <= last);
const nameOf = (codePoint: number) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

export const visibleParts = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let plain = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (!isHidden(codePoint)) {
      plain += character;
      continue;
    }
    if (plain) parts.push({ text: plain, hidden: false });
    plain = '';
    parts.push({ text: nameOf(codePoint), hidden: true });
  }
  if (plain) parts.push({ text: plain, hidden: false });
  return parts;
};

export const hasHiddenCharacters = (text: string) => visibleParts(text).some((part) => part.hidden);
