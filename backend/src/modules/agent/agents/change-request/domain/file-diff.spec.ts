import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffHunks } from '@parley/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentWith, diffOf, type FileChange, renderDiff } from './file-diff.js';

const all = (diff: ReturnType<typeof diffOf>) => new Set(diff.hunks.keys());
const none = new Set<number>();

/** Every kind of line that ever broke a patch. */
const lines = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'c',
      '',
      ' ',
      '-- x',
      '++ y',
      '@@ -1 +1 @@',
      '\\ No newline',
      'ü🎈',
      '\u2028',
      'x\r',
      '\r',
    ),
    {
      maxLength: 40,
    },
  )
  .map((list) => list.join('\n'));
const end = fc.constantFrom('', '\n', '\r\n');
const text = fc.tuple(lines, end).map((parts) => parts.join(''));
const side = fc.option(text, { nil: null });
const change = fc
  .record({ path: fc.constantFrom('src/x.ts', 'a b.txt', 'b/a'), before: side, after: side })
  .filter(({ before, after }) => (before ?? '') !== (after ?? ''));

describe('a diff and its hunks', () => {
  it('give the new file with all of them and the old one with none', () => {
    fc.assert(
      fc.property(change, (one) => {
        const diff = diffOf(one);
        expect(contentWith(diff, all(diff))).toBe(one.after);
        expect(contentWith(diff, none)).toBe(one.before);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are named as an approval names them', () => {
    fc.assert(
      fc.property(change, (one) => {
        const diff = diffOf(one);
        expect(diffHunks(renderDiff([diff]))).toEqual(diff.hunks.map((_hunk, index) => `${one.path}#${index}`));
      }),
      { numRuns: 1_000 },
    );
  });

  it('do nothing outside of the hunks that were chosen', () => {
    const far = (mark: string) => `${mark}\n${'same\n'.repeat(20)}`;
    const before = far('1') + far('2') + far('3');
    const diff = diffOf({
      path: 'x',
      before,
      after: before.replace('1', 'one').replace('2', 'two').replace('3\n', ''),
    });
    expect(diff.hunks).toHaveLength(3);
    expect(contentWith(diff, new Set([0, 2]))).toBe(far('one') + far('2') + far('3').slice(2));
  });

  it('are a whole file where more has changed than anybody can follow', () => {
    const numbered = (from: number) => Array.from({ length: 3_000 }, (_, index) => `${from + index}\n`).join('');
    const diff = diffOf({ path: 'x', before: numbered(0), after: numbered(10_000) });
    expect(diff.hunks).toHaveLength(1);
    expect(contentWith(diff, all(diff))).toBe(numbered(10_000));
  });

  it('show nothing of empty files: those cannot be approved', () => {
    expect(() => diffOf({ path: 'x', before: null, after: '' })).toThrow('empty');
    expect(() => diffOf({ path: 'x', before: '', after: null })).toThrow('empty');
  });
});

describe('git itself', () => {
  it.each<[string, FileChange]>([
    ['a change', { path: 'x.ts', before: 'a\nb\nc\n', after: 'a\nB\nc\n' }],
    ['no line end', { path: 'x.ts', before: 'a\nb', after: 'a\nb\n' }],
    ['line ends of Windows', { path: 'x.ts', before: 'a\r\nb\r\n', after: 'a\r\nB\r\nü🎈' }],
    ['a new file', { path: 'new file.ts', before: null, after: 'x\ny' }],
    ['a deleted file', { path: 'x.ts', before: 'x\ny\n', after: null }],
    ['a file that is emptied', { path: 'x.ts', before: 'x\n', after: '' }],
  ])('applies %s', (_what, one) => {
    const folder = mkdtempSync(join(tmpdir(), 'file-diff-'));
    const file = join(folder, one.path);
    if (one.before !== null) writeFileSync(file, one.before);
    execFileSync('git', ['apply', '-'], { cwd: folder, input: renderDiff([diffOf(one)]) });
    expect(existsSync(file) ? readFileSync(file, 'utf8') : null).toBe(one.after);
    rmSync(folder, { recursive: true });
  });
});
