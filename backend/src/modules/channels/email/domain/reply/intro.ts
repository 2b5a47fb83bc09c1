import { OUR_NAME } from '../marks.js';
import { isBlank, type Line, squash } from './line.js';

/** What stands between two words of a mail program: lines that say whose words follow, when and to whom. */

const HEADER = /^[*\s]{0,4}\p{L}[\p{L}\p{M}\s.'’-]{0,30}[*]?\s?[:：]\s?[*]?\s*\S/u;
/** People draw lines too, but not that long. */
const SEPARATOR = /^\s*(?:[-–—]{5,}\s*\p{L}[\p{L}\p{M}\s'’.]{2,50}?\s*[-–—]{5,}|[_–—]{10,}|-{20,})\s*$/u;
const MAX_LENGTH = 1_000;

const short = ({ text }: Line): boolean => text.length <= MAX_LENGTH;
/** `From: …`, in any language. A person's line can look like it, so one alone says nothing. */
export const looksLikeHeader = (line: Line): boolean => short(line) && HEADER.test(line.text);
/** `-----Original Message-----`, `________`, in any language. */
export const isSeparator = (line: Line): boolean => short(line) && SEPARATOR.test(line.text);

const ENDS = /[:：]\s*[-*]{0,10}\s*$/;
const ADDRESS = /[^\s@<>]@[a-z0-9.-]+\.[a-z]/i;
const YEAR = /(?:^|\D)20\d\d(?:\D|$)/;
const TIME = /\d{1,2}[:.]\d{2}/;
/** Programs that leave the address out, and half of the year. */
const namesUs = (text: string): boolean => text.includes(OUR_NAME);
const MAX_BROKEN = 4;

/** Does the text name our mailbox? */
type Mine = (text: string) => boolean;

/** The last lines before `end` (exclusive), joined again as they were before the program broke them. */
const joined = (lines: readonly Line[], from: number, end: number): string =>
  lines
    .slice(from, end)
    .map(({ text }) => text.trim())
    .join(' ');

const firstThat = (lines: readonly Line[], end: number, fits: (text: string) => boolean): number | null => {
  for (let from = end - 1; from >= Math.max(0, end - MAX_BROKEN); from--) {
    const line = lines[from];
    if (line === undefined || isBlank(line) || !short(line)) return null;
    if (fits(joined(lines, from, end))) return from;
  }
  return null;
};

/**
 * Where a line like "On 12 March 2026 at 10:04 Anna <anna@…> wrote:" begins that ends right before `end`. In every language
 * it ends in a colon and carries a date with an address or a time, a time with our name, or our address (`mine`): less than that,
 * a person can have typed.
 */
export const attributionBefore = (lines: readonly Line[], end: number, mine: Mine): number | null => {
  const last = lines[end - 1];
  if (last === undefined || !short(last) || !ENDS.test(last.text)) return null;
  const from =
    firstThat(lines, end, (text) => ADDRESS.test(text) && YEAR.test(text)) ??
    firstThat(lines, end, (text) => ADDRESS.test(text) && TIME.test(text)) ??
    firstThat(lines, end, (text) => YEAR.test(text) && TIME.test(text)) ??
    firstThat(lines, end, (text) => TIME.test(text) && namesUs(text)) ??
    firstThat(lines, end, mine);
  return from === null ? null : withName(lines, from);
};

/** An address alone follows its name, which some programs leave on the line before. */
const withName = (lines: readonly Line[], from: number): number =>
  /^\s*<[^<>\s]+@/.test(lines[from]?.text ?? '') && !isBlank(lines[from - 1]) ? from - 1 : from;

const prefixes = /^(?:\s*[\p{L}\p{M}]{1,12}(?:\[\d+\])?\s?[:：]\s*)+/u;
/** A subject without "Re:", "AW:", "回复：". */
export const bareSubject = (subject: string): string => squash(subject.trim().replace(prefixes, ''));

const headerValue = ({ text }: Line): string => text.slice(text.search(/[:：]/) + 1).replaceAll('*', '');

/** The end (exclusive) of a block of at least three header lines from `start` on. Folded values belong to it. */
const blockEnd = (lines: readonly Line[], start: number): number => {
  let end = start;
  while (
    end < lines.length &&
    end - start < 12 &&
    lines[end]?.depth === lines[start]?.depth &&
    looksLikeHeader(lines[end]!)
  )
    end++;
  return end;
};

/** Is this where a program writes From, Sent, To and Subject of the mail below? */
export const startsHeaderBlock = (lines: readonly Line[], start: number, subject: string, mine: Mine): boolean => {
  const end = blockEnd(lines, start);
  const block = lines.slice(start, end);
  if (block.length < 3) return false;
  const bare = bareSubject(subject);
  const named = bare.length >= 4 && block.some((line) => bareSubject(headerValue(line)) === bare);
  return named || block.slice(0, 2).some(({ text }) => mine(text)) || ADDRESS.test(block[0]?.text ?? '');
};
