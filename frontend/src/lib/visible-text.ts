/**
 * Text that decides something (a tool's name, its arguments) must look like what it is: control, bidirectional and
 * zero-width characters are made visible instead of acting on the line (reliability.md T27, Trojan Source).
 */
export interface TextPart {
  text: string;
  /** An invisible character, shown by its code point. */
  hidden: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to find
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

const codeOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

export const visibleParts = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), hidden: false });
    parts.push({ text: codeOf(match[0]), hidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), hidden: false });
  return parts;
};

export const hasHiddenCharacters = (text: string) => visibleParts(text).some((part) => part.hidden);
