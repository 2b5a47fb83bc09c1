import { describe, expect, it } from 'vitest';
import { foldedFiles, readDiff, splitHunks } from './diff-hunks';

const plain = `--- a/src/mail.ts
+++ b/src/mail.ts
@@ -1,3 +1,3 @@
 one
-two
+2
 three
@@ -10,2 +10,3 @@
 ten
+ten and a half
 eleven
`;

describe('readDiff', () => {
  it('names each hunk, with or without the git line', () => {
    const withGit = `diff --git a/src/mail.ts b/src/mail.ts\n${plain}`;
    for (const text of [plain, withGit]) {
      const files = readDiff(text);
      expect(files.map((file) => file.hunkIds)).toEqual([['src/mail.ts#0', 'src/mail.ts#1']]);
      expect(files[0]).toMatchObject({ added: 2, removed: 1 });
    }
  });

  it('names a deleted file by its old path', () => {
    const files = readDiff(
      'diff --git a/old.txt b/old.txt\ndeleted file mode 100644\n--- a/old.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n',
    );
    expect(files[0]).toMatchObject({ path: 'old.txt', type: 'delete', hunkIds: ['old.txt#0'] });
  });
});

it('folds what is long, and what comes after a lot', () => {
  const file = (name: string, lines: number) =>
    `--- a/${name}\n+++ b/${name}\n@@ -0,0 +1,${lines} @@\n${'+x\n'.repeat(lines)}`;
  const short = ['a', 'b', 'c', 'd', 'e'].map((name) => file(name, 350));
  const files = readDiff([file('long', 401), ...short, file('last', 20)].join(''));
  expect(files.map(({ lines }) => lines)).toEqual([401, 350, 350, 350, 350, 350, 20]);
  expect([...foldedFiles(files)]).toEqual(['long', 'e']);
});

it('tells which hunks an approval in part took, and which it left out', () => {
  const first = { id: 'src/mail.ts#0', path: 'src/mail.ts', head: '@@ -1,3 +1,3 @@' };
  const second = { id: 'src/mail.ts#1', path: 'src/mail.ts', head: '@@ -10,2 +10,3 @@' };
  expect(splitHunks(plain, [second.id])).toEqual({ taken: [second], left: [first] });
});
