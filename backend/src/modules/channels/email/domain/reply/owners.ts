import { attributionBefore, isSeparator, looksLikeHeader, startsHeaderBlock } from './intro.js';
import { isBlank, type Line, type OwnedLine, type Owner } from './line.js';
import type { OwnText } from './own-lines.js';

interface Known {
  own: OwnText;
  subject: string;
}

/** Says of every line whose it is: first by what we know ourselves, then by the marks of programs. */
export const findOwners = (lines: readonly Line[], own: OwnText, subject: string): OwnedLine[] => {
  const known = { own, subject };
  const owners: Owner[] = lines.map((line) => (line.depth > 0 ? 'quote' : line.mark === 'intro' ? 'intro' : 'person'));
  const cut = lines.findIndex((_line, at) => owners[at] === 'person' && beginsHistory(lines, at, known));
  if (cut >= 0) giveHistory(lines, owners, walkUp(lines, cut, known), own);
  giveIntros(lines, owners, known);
  return lines.map((line, at) => ({ ...line, owner: owners[at] ?? 'person' }));
};

/** Is this line the first of a mail that is quoted without marks? */
const beginsHistory = (lines: readonly Line[], at: number, known: Known): boolean => {
  const { own, subject } = known;
  const line = lines[at];
  if (!line) return false;
  if (line.mark === 'cut' || own.isSentinel(lines, at)) return true;
  if (isBlank(line)) return false;
  if (startsHeaderBlock(lines, at, subject, own.namesUs)) return true;
  if (own.isOwnLine(line)) return ownNext(lines, at, own);
  return introducesUs(lines, at, own) || (isSeparator(line) && introduces(lines, at, known));
};

/** A person may repeat one line of ours, but not two that follow each other. */
const ownNext = (lines: readonly Line[], at: number, own: OwnText): boolean => {
  const next = lines.slice(at + 1, at + 4).find((line) => !isBlank(line));
  return next !== undefined && next.depth === 0 && own.isOurs(next);
};

/** "On … <our address> wrote:" above lines without marks. */
const introducesUs = (lines: readonly Line[], at: number, own: OwnText): boolean => {
  const from = attributionBefore(lines, at + 1, own.namesUs);
  if (from === null) return false;
  const text = lines
    .slice(from, at + 1)
    .map((line) => line.text)
    .join(' ');
  return own.namesUs(text) && lines.slice(at + 1, at + 4).every((line) => line.depth === 0);
};

/** "-----Original Message-----" is only one when it is followed by what programs write there. */
const introduces = (lines: readonly Line[], at: number, { own, subject }: Known): boolean => {
  const after = lines.slice(at + 1, at + 20).filter((line) => !isBlank(line));
  return (
    startsHeaderBlock(after, 0, subject, own.namesUs) ||
    [1, 2, 3, 4].some((end) => attributionBefore(after, end, own.namesUs) === 0)
  );
};

/** The words of the program that stand directly above belong to the quote too. */
const walkUp = (lines: readonly Line[], cut: number, known: Known): number => {
  let start = cut;
  for (;;) {
    let end = start;
    while (end > 0 && start - end < 3 && isBlank(lines[end - 1])) end--;
    const last = lines[end - 1];
    if (end === 0 || !last || last.depth > 0) return start;
    const from =
      attributionBefore(lines, end, known.own.namesUs) ??
      (isSeparator(last) ? end - 1 : headersBefore(lines, end, known));
    if (from === null) return start;
    start = from;
  }
};

/** A person's lines can look like headers, so only a whole block counts. */
const headersBefore = (lines: readonly Line[], end: number, { own, subject }: Known): number | null => {
  let from = end;
  while (from > 0 && looksLikeHeader(lines[from - 1]!)) from--;
  return startsHeaderBlock(lines, from, subject, own.namesUs) ? from : null;
};

/**
 * All below the cut is history, with two exceptions: what follows a marked quote (the program marks after all), and what
 * stands between lines of ours without being one of them.
 */
const giveHistory = (lines: readonly Line[], owners: Owner[], cut: number, own: OwnText): void => {
  const marked = lines.findIndex((line, at) => at >= cut && line.depth > 0);
  const end = marked < 0 ? lines.length : marked;
  for (let at = cut; at < end; at++) owners[at] = 'history';
  const below = lines.slice(cut, end);
  const ours = below.filter((line) => !isBlank(line) && own.isOurs(line)).length;
  const words = below.filter((line) => !isBlank(line)).length;
  if (ours * 2 < words || ours < 3) return;
  const first = lines.findIndex((line, at) => at >= cut && own.isOurs(line));
  for (let at = first; at < end; at++) if (!isBlank(lines[at]) && !own.isOurs(lines[at]!)) owners[at] = 'person';
};

/** What introduces a marked quote: up to two blank lines may stand between. */
const giveIntros = (lines: readonly Line[], owners: Owner[], known: Known): void => {
  for (let at = 0; at < lines.length; at++) {
    if (owners[at] !== 'quote' || owners[at - 1] === 'quote') continue;
    let end = at;
    while (end > 0 && at - end < 3 && isBlank(lines[end - 1])) end--;
    if (end === 0 || owners[end - 1] !== 'person') continue;
    for (let k = walkUp(lines, end, known); k < end; k++) owners[k] = 'intro';
  }
};
