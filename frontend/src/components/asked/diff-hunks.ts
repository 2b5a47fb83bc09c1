import { type FileData, parseDiff } from 'react-diff-view';

export interface DiffFile {
  path: string;
  type: FileData['type'];
  file: FileData;
  /** `path#index` of each hunk, as the answer names it. */
  hunkIds: string[];
  added: number;
  removed: number;
  /** As many as it shows. */
  lines: number;
}

const pathOf = (file: FileData) =>
  file.type === 'delete' || file.newPath === '/dev/null' ? file.oldPath : file.newPath;

const countOf = (file: FileData, type: 'insert' | 'delete') =>
  file.hunks.reduce((sum, hunk) => sum + hunk.changes.filter((change) => change.type === type).length, 0);

/** Reads a unified diff. An agent may leave the `diff --git` line out: it is added, so that the file has its name. */
export const readDiff = (diff: string): DiffFile[] => {
  const text = diff.includes('diff --git ')
    ? diff
    : diff.replace(/^--- (?:a\/)?(\S+).*\n\+\+\+ (?:b\/)?(\S+)/gm, (lines, from: string, to: string) => {
        const path = to === '/dev/null' ? from : to;
        return `diff --git a/${path} b/${path}\n${lines}`;
      });
  return parseDiff(text, { nearbySequences: 'zip' }).map((file) => {
    const path = pathOf(file);
    return {
      path,
      type: file.type,
      file,
      hunkIds: file.hunks.map((_, index) => `${path}#${index}`),
      added: countOf(file, 'insert'),
      removed: countOf(file, 'delete'),
      lines: file.hunks.reduce((sum, hunk) => sum + hunk.changes.length, 0),
    };
  });
};

/** A file longer than this begins folded, and so does what comes after this much altogether. */
const LONG_FILE = 400;
const LONG_DIFF = 1_500;

/** Which files begin folded: a page shows some thousand lines of a diff at once, and no more. */
export const foldedFiles = (files: readonly DiffFile[]): ReadonlySet<string> => {
  const folded = new Set<string>();
  let shown = 0;
  for (const { path, lines } of files) {
    if (lines > LONG_FILE || shown + lines > LONG_DIFF) folded.add(path);
    else shown += lines;
  }
  return folded;
};

export interface HunkName {
  id: string;
  path: string;
  /** `@@ -1,3 +1,4 @@ …` */
  head: string;
}

/** Which hunks an approval in part took, and which it left out. */
export const splitHunks = (diff: string, approved: readonly string[]): { taken: HunkName[]; left: HunkName[] } => {
  const taken = new Set(approved);
  const all = readDiff(diff).flatMap(({ path, file, hunkIds }) =>
    hunkIds.map((id, index) => ({ id, path, head: file.hunks[index]?.content ?? '' })),
  );
  return { taken: all.filter(({ id }) => taken.has(id)), left: all.filter(({ id }) => !taken.has(id)) };
};
