import { visibleData } from './visible-text.js';

interface FileChange {
  path: string;
  added: number;
  removed: number;
}

const HEADER = /^(?:---|\+\+\+) "?(?:[ab]\/)?(.+?)"?(?:\t.*)?$/;
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const FILES_SHOWN = 15;

/** Counted by the headers of the hunks, so that a line that looks like a header is still a line. */
const changesOf = (diff: string): FileChange[] => {
  const files: FileChange[] = [];
  let [old, fresh] = [0, 0];
  for (const line of diff.split('\n')) {
    const file = files.at(-1);
    if (file && (old > 0 || fresh > 0)) {
      if (line.startsWith('+')) file.added++;
      else if (line.startsWith('-')) file.removed++;
      if (!line.startsWith('\\') && !line.startsWith('+')) old--;
      if (!line.startsWith('\\') && !line.startsWith('-')) fresh--;
      continue;
    }
    const hunk = HUNK.exec(line);
    if (hunk) [old, fresh] = [Number(hunk[1] ?? 1), Number(hunk[2] ?? 1)];
    const path = HEADER.exec(line)?.[1];
    if (path === undefined) continue;
    if (line.startsWith('---')) files.push({ path, added: 0, removed: 0 });
    // A deleted file keeps its old name: the new one is /dev/null.
    else if (file && path !== '/dev/null') file.path = path;
  }
  return files;
};

/** Which files a diff changes, and by how much. */
export const diffSummary = (diff: string): string => {
  const files = changesOf(diff);
  if (files.length === 0) return 'A diff.';
  const sum = (of: (file: FileChange) => number) => files.reduce((total, file) => total + of(file), 0);
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  const lines = files
    .slice(0, FILES_SHOWN)
    .map(({ path, added, removed }) => `${visibleData(path)}  +${added} −${removed}`);
  const more = files.length > FILES_SHOWN ? [`and ${files.length - FILES_SHOWN} more`] : [];
  const head = `Diff: ${count}, +${sum(({ added }) => added)} −${sum(({ removed }) => removed)}`;
  return [head, ...lines, ...more].join('\n');
};
