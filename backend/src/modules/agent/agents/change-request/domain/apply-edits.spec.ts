import { describe, expect, it } from 'vitest';
import { applyEdits, type FileEdit } from './apply-edits.js';

const files = [
  { path: 'a.ts', content: 'one\ntwo\ntwo\n' },
  { path: 'win.ts', content: 'one\r\ntwo\r\n' },
  { path: 'view.tsx', content: '<text>old</text>\n' },
  { path: 'odd.txt', content: '&lt;text> and <text>\n' },
];
const known = new Set([...files.map(({ path }) => path), 'secret.ts']);
const apply = (...edits: FileEdit[]) => applyEdits(edits, files, known);
const replace = (path: string, search: string, replacement: string): FileEdit => ({
  path,
  kind: 'replace',
  search,
  replacement,
});

describe('applyEdits', () => {
  it('replaces, writes and deletes', () => {
    const { changes, problems } = apply(
      replace('a.ts', 'one', '1'),
      replace('a.ts', '1\ntwo\ntwo', '1\n2\ntwo'),
      { path: 'new.ts', kind: 'write', content: 'x' },
      { path: 'win.ts', kind: 'delete' },
    );
    expect(problems).toEqual([]);
    expect(changes.map(({ path, after }) => [path, after])).toEqual([
      ['a.ts', '1\n2\ntwo\n'],
      ['new.ts', 'x'],
      ['win.ts', null],
    ]);
  });

  it('keeps the line ends of a file', () => {
    expect(apply(replace('win.ts', 'one\ntwo', '1\n2')).changes[0]?.after).toBe('1\r\n2\r\n');
    expect(apply({ path: 'win.ts', kind: 'write', content: 'a\nb' }).changes[0]?.after).toBe('a\r\nb');
  });

  it('edits what the guard had to change for the prompt', () => {
    expect(apply(replace('view.tsx', '&lt;text>old', '&lt;text>new')).changes[0]?.after).toBe('<text>new</text>\n');
    expect(apply(replace('odd.txt', ' and ', ' or ')).problems[0]).toContain('cannot be shown exactly');
  });

  it.each<[string, FileEdit]>([
    ['does not hold', replace('a.ts', 'three', '3')],
    ['2 times', replace('a.ts', 'two', '2')],
    ['without the text', replace('a.ts', '', '2')],
    ['not among the files', replace('secret.ts', 'a', 'b')],
    ['not among the files', { path: 'secret.ts', kind: 'delete' }],
    ['not there', { path: 'none.ts', kind: 'delete' }],
    ['not there', replace('none.ts', 'a', 'b')],
    ['no path', { path: '../x', kind: 'write', content: 'x' }],
    ['no path', { path: '.git/hooks/post-commit', kind: 'write', content: 'x' }],
    ['no path', { path: 'a\u202eb', kind: 'write', content: 'x' }],
    ['turn text around', { path: 'new.ts', kind: 'write', content: 'a\u202eb' }],
    ['no text', { path: 'new.ts', kind: 'write', content: 'a\0b' }],
    ['would be empty', { path: 'new.ts', kind: 'write', content: '' }],
    ['change nothing', replace('a.ts', 'one', 'one')],
  ])('says that it %s', (words, edit) => {
    expect(apply(edit).problems.join()).toContain(words);
  });
});
