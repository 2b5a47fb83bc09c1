import { describe, expect, it } from 'vitest';
import { diffHunks } from './diff-hunks.js';

const diff = (...lines: string[]) => `${lines.join('\n')}\n`;

describe('diffHunks', () => {
  it('names each hunk by its file and place', () =>
    expect(
      diffHunks(
        diff(
          '--- a/x.ts',
          '+++ b/x.ts',
          '@@ -1 +1 @@',
          '-a',
          '+b',
          '@@ -9,2 +9,3 @@',
          ' a',
          '+b',
          ' c',
          '--- a/y',
          '+++ b/y',
          '@@ -1,0 +1 @@',
          '+n',
        ),
      ),
    ).toEqual(['x.ts#0', 'x.ts#1', 'y#0']));

  it('takes no content for a header', () =>
    expect(
      diffHunks(
        diff('--- a/x', '+++ b/x', '@@ -1,2 +1,2 @@', '--- a/evil', '+++ b/evil', ' same', '@@ -5 +5 @@', '-a', '+b'),
      ),
    ).toEqual(['x#0', 'x#1']));

  it('names a new file by its new path, a deleted one by its old', () =>
    expect(
      diffHunks(
        diff('--- /dev/null', '+++ b/new', '@@ -0,0 +1 @@', '+a', '--- a/old', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'),
      ),
    ).toEqual(['new#0', 'old#0']));

  it('counts no note about a missing newline', () =>
    expect(
      diffHunks(
        diff(
          '--- a/x',
          '+++ b/x',
          '@@ -1 +1 @@',
          '-a',
          '\\ No newline at end of file',
          '+b',
          '@@ -5 +5 @@',
          '-a',
          '+b',
        ),
      ),
    ).toEqual(['x#0', 'x#1']));
});
