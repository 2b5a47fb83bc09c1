import { createHash } from 'node:crypto';
import { structuredPatch } from 'diff';

/** One file before and after. Null: it is not there. */
export interface FileChange {
  path: string;
  before: string | null;
  after: string | null;
}

/** A line of a hunk; without `eol` it is the last one of a file that ends without a line end. */
interface HunkLine {
  sign: ' ' | '+' | '-';
  text: string;
  eol: boolean;
}

interface Hunk {
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  lines: HunkLine[];
}

export interface FileDiff extends FileChange {
  hunks: Hunk[];
}

/** Beyond so many changed lines nobody gains from the smallest diff: then all old lines go and all new ones come. */
const MOST_CHANGED_LINES = 1_500;

/** @throws Error where there is nothing that a diff could show, and so nothing that anybody could approve */
export const diffOf = (change: FileChange): FileDiff => {
  const [before, after] = [change.before ?? '', change.after ?? ''];
  if (before === after) throw new Error(`${change.path}: an empty file has nothing that a diff could show`);
  const options = { context: 3, maxEditLength: MOST_CHANGED_LINES };
  const patch = structuredPatch('', '', before, after, undefined, undefined, options);
  return { ...change, hunks: patch ? patch.hunks.map(toHunk) : [wholeFile(before, after)] };
};

type PatchHunk = NonNullable<ReturnType<typeof structuredPatch>>['hunks'][number];

const toHunk = ({ lines, ...place }: PatchHunk): Hunk => {
  const read: HunkLine[] = [];
  for (const line of lines) {
    const last = read.at(-1);
    if (line.startsWith('\\') && last) last.eol = false;
    else read.push({ sign: line.charAt(0) as HunkLine['sign'], text: line.slice(1), eol: true });
  }
  return { ...place, lines: read };
};

/** With their line ends. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

const wholeFile = (before: string, after: string): Hunk => {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const signed = (sign: HunkLine['sign'], lines: string[]) =>
    lines.map((line) => ({ sign, text: line.replace(/\n$/, ''), eol: line.endsWith('\n') }));
  const lines = [...signed('-', old), ...signed('+', fresh)];
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: fresh.length, lines };
};

/** The file with these of its hunks, by their place. With all of them it is the new file, with none the old one. */
export const contentWith = ({ before, after, hunks }: FileDiff, chosen: ReadonlySet<number>): string | null => {
  if (chosen.size === 0) return before;
  const old = linesOf(before ?? '');
  const fresh: string[] = [];
  let at = 0;
  hunks.forEach(({ oldStart, oldLines, lines }, index) => {
    const start = Math.min(oldStart - 1, old.length);
    const end = start + oldLines;
    fresh.push(...old.slice(at, start));
    if (chosen.has(index)) fresh.push(...lines.filter(({ sign }) => sign !== '-').map(withEnd));
    else fresh.push(...old.slice(start, end));
    at = end;
  });
  fresh.push(...old.slice(at));
  const text = fresh.join('');
  return after === null && text === '' ? null : text;
};

const withEnd = ({ text, eol }: HunkLine) => (eol ? `${text}\n` : text);

/** As git writes it: what `git apply` takes, and what every channel shows. */
export const renderDiff = (diffs: readonly FileDiff[]): string => diffs.map(renderFile).join('');

const renderFile = ({ path, before, after, hunks }: FileDiff): string => {
  const mode = before === null ? 'new file mode 100644\n' : after === null ? 'deleted file mode 100644\n' : '';
  const index = `index ${blobSha(before).slice(0, 7)}..${blobSha(after).slice(0, 7)}${mode ? '' : ' 100644'}\n`;
  // Git ends a name that has a space in it with a tab, so that it is seen where it ends.
  const end = path.includes(' ') ? '\t\n' : '\n';
  const old = before === null ? '/dev/null\n' : `a/${path}${end}`;
  const fresh = after === null ? '/dev/null\n' : `b/${path}${end}`;
  return `diff --git a/${path} b/${path}\n${mode}${index}--- ${old}+++ ${fresh}${hunks.map(renderHunk).join('')}`;
};

const renderHunk = ({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string => {
  const range = (start: number, count: number) => `${count === 0 ? start - 1 : start},${count}`;
  const shown = lines.map(({ sign, text, eol }) => `${sign}${text}\n${eol ? '' : '\\ No newline at end of file\n'}`);
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@\n${shown.join('')}`;
};

/** As git names a content. */
export const blobSha = (content: string | null): string => {
  if (content === null) return '0'.repeat(40);
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest('hex');
};
