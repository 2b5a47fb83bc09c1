import { expect, it } from 'vitest';
import { diffSummary } from './diff-summary.js';

const DIFF = `diff --git a/src/a.ts b/src/a.ts
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,3 +1,3 @@
 one
-two
+++ two, and no header
 three
@@ -9 +9,2 @@
-nine
+nine
+ten
diff --git a/old.txt b/old.txt
--- a/old.txt
+++ /dev/null
@@ -1 +0,0 @@
---- gone
`;

it('says which files change, and by how much', () =>
  expect(diffSummary(DIFF)).toBe('Diff: 2 files, +3 −3\nsrc/a.ts  +3 −2\nold.txt  +0 −1'));

it('counts what it does not list', () => {
  const many = Array.from({ length: 18 }, (_, at) => `--- a/f${at}\n+++ b/f${at}\n@@ -1 +1 @@\n-a\n+b`).join('\n');
  const summary = diffSummary(many);
  expect(summary).toContain('Diff: 18 files, +18 −18');
  expect(summary).toContain('and 3 more');
});

it('shows what hides in a name, and takes what is no diff', () => {
  expect(diffSummary('--- a/x\u202ey\n+++ b/x\u202ey\n@@ -1 +1 @@\n-a\n+b')).toContain('x⟨U+202E⟩y');
  expect(diffSummary('something')).toBe('A diff.');
});
