import type { MailAddress } from '../parsed-mail.js';
import { isClosing, isDeviceLine, isDisclaimer } from './signature-words.js';

/** What a person wrote, and what stood below it by habit. */
export interface Signed {
  lines: readonly string[];
  signature: readonly string[];
}

const blank = (line: string | undefined): boolean => line === undefined || line.trim() === '';
const POSTSCRIPT = /^\W*p\.?\s?s\b/i;
const CONTACT = /@|https?:|www\.|\d[\d\s()/.+-]{5,}\d|\s[|•·]\s/i;

/** Nothing may be lost with a signature: a line below it that speaks keeps it where it is. */
const speaks = (line: string): boolean => !blank(line) && !CONTACT.test(line) && !isTitle(line);
/** "Head of Platform", "Example GmbH": a few words, most of them with a capital. */
const isTitle = (line: string): boolean => {
  const words = line.trim().split(/\s+/);
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return (
    words.length <= 6 && capital * 2 > words.length && !/[?!:]|\.$/.test(line.trim()) && !isWordOfAnswer(words[0] ?? '')
  );
};
const isWordOfAnswer = (word: string): boolean =>
  /^(?:but|only|not?|wait|if|except|yes|ok|aber|nur|nicht|nein|ja)$/i.test(word.replace(/\W/g, ''));

const letters = (word: string): string => word.replace(/[^\p{L}\p{M}]/gu, '').toLowerCase();
const namesOf = ({ name, address }: MailAddress): Set<string> =>
  new Set(
    [...name.split(/[\s,."'-]+/), ...(address.split('@')[0] ?? '').split(/[._+-]/)]
      .map(letters)
      .filter((word) => word.length >= 3 || /^[^\p{Script=Latin}]{2}/u.test(word)),
  );

const isName = (line: string, names: ReadonlySet<string>): boolean => {
  const words = line
    .replace(/^[\s–—*~_-]+/, '')
    .split(/[\s,.]+/)
    .filter(Boolean);
  return (
    words.length > 0 &&
    words.length <= 4 &&
    names.has(letters(words[0] ?? '')) &&
    words.every((word) => names.has(letters(word)) || /^\p{Lu}\.?$/u.test(word))
  );
};

type Cut = (lines: readonly string[], names: ReadonlySet<string>) => number | null;

const LONGEST = 15;
/** RFC 3676 §4.3. */
const atDelimiter: Cut = (lines) => {
  const at = lines.findIndex((line) => /^(?:--|—|–)\s*$/.test(line));
  const rest = lines.slice(at + 1);
  return at >= 0 && rest.length <= LONGEST && !rest.some((line) => POSTSCRIPT.test(line)) ? at : null;
};
const atDevice: Cut = (lines) => (isDeviceLine(lines.at(-1) ?? '') ? lines.length - 1 : null);
/** What mailing lists append. */
const atFooter: Cut = (lines) => {
  const at = lines.findIndex((line) => /^_{40,}\s*$/.test(line));
  return at >= 0 && lines.slice(at + 1).some((line) => CONTACT.test(line)) ? at : null;
};
const atDisclaimer: Cut = (lines) => {
  let at = lines.length;
  while (at > 0 && !blank(lines[at - 1])) at--;
  return isDisclaimer(lines.slice(at).join(' ')) ? at : null;
};
/** The sender's own name, with nothing but contacts below; with it a closing above. */
const atName: Cut = (lines, names) => {
  const from = Math.max(1, lines.length - 8);
  const at = lines.findIndex((line, index) => index >= from && isName(line, names));
  if (at < 0 || lines.slice(at + 1).some(speaks)) return null;
  let above = at;
  while (above > 0 && blank(lines[above - 1])) above--;
  return above > 1 && isClosing((lines[above - 1] ?? '').trim()) ? above - 1 : above;
};

const CUTS: readonly Cut[] = [atFooter, atDelimiter, atDevice, atDisclaimer, atName];

const trimmed = (lines: readonly string[]): readonly string[] => {
  let end = lines.length;
  while (end > 0 && blank(lines[end - 1])) end--;
  return lines.slice(0, end);
};

/** Takes signatures, names, footers and disclaimers off the end, one below the other, as many as there are. */
export const cutSignature = (all: readonly string[], sender: MailAddress | undefined): Signed => {
  const names = sender ? namesOf(sender) : new Set<string>();
  let lines = trimmed(all);
  for (let round = 0; round < 6 && lines.length > 0; round++) {
    const at = CUTS.map((cut) => cut(lines, names)).find((cut) => cut !== null);
    if (at === undefined || at === null) break;
    lines = trimmed(lines.slice(0, at));
  }
  return { lines, signature: trimmed(all).slice(lines.length) };
};
