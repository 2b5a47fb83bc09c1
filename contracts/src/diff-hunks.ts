const FILE = /^(?:---|\+\+\+) (?:"?)(?:[ab]\/)?(.+?)(?:"?)(?:\t.*)?$/;
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/**
 * The hunks of a unified diff, each named `path#index` with the index counted per file from 0: what an approval in part
 * lists. Lines of a hunk are counted by its header, so that an added line that looks like a file header is not one.
 */
export const diffHunks = (diff: string): string[] => {
  const hunks: string[] = [];
  let path = '';
  let index = 0;
  let old = 0;
  let fresh = 0;
  for (const line of diff.split('\n')) {
    if (old > 0 || fresh > 0) {
      if (line.startsWith('\\')) continue;
      if (!line.startsWith('+')) old -= 1;
      if (!line.startsWith('-')) fresh -= 1;
      continue;
    }
    const hunk = HUNK.exec(line);
    if (hunk) {
      [old, fresh] = [Number(hunk[1] ?? 1), Number(hunk[2] ?? 1)];
      hunks.push(`${path}#${index++}`);
      continue;
    }
    const file = FILE.exec(line)?.[1];
    if (file === undefined) continue;
    // A deleted file keeps its old name: the new one is /dev/null.
    if (line.startsWith('---') || file !== '/dev/null') path = file;
    if (line.startsWith('---')) index = 0;
  }
  return hunks;
};
