import { describe, expect, it } from 'vitest';
import { type PlantedBug, plant } from './bug.js';
import { bugs } from './bugs.js';
import { verdictOn } from './verdict.js';

const report = (status: string, ...failureMessages: string[]) => ({
  ancestorTitles: ['a'],
  title: 'b',
  status,
  failureMessages,
});

describe('a planted bug', () => {
  it('is caught by an assertion, and by nothing else', () => {
    expect(verdictOn('a > b', [report('failed', 'AssertionError: expected 1 to be 2\n at x')])).toEqual({
      kind: 'caught',
      by: 'AssertionError: expected 1 to be 2',
    });
    for (const message of ['Error: Test timed out in 20000ms.', 'TypeError: x is not a function', ''])
      expect(verdictOn('a > b', [report('failed', message)]).kind).toBe('unclear');
    expect(verdictOn('a > b', [report('passed')])).toEqual({ kind: 'passed' });
  });

  it('needs its test to run, once', () => {
    expect(verdictOn('a > b', [])).toMatchObject({ kind: 'unclear', why: '"a > b" ran 0 times' });
    expect(verdictOn('a > b', [report('skipped')]).kind).toBe('unclear');
    expect(verdictOn('a > b', [report('passed'), report('passed')]).kind).toBe('unclear');
  });

  it('goes where it is meant to go, or nowhere', () => {
    const bug = { file: 'x.ts', find: 'a', replace: '$&b' } as PlantedBug;
    expect(plant(bug, 'xay')).toBe('x$&by');
    expect(() => plant(bug, 'xy')).toThrow('0 times');
    expect(() => plant(bug, 'aa')).toThrow('2 times');
  });

  it('has a name of its own, and changes something', () => {
    expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length);
    for (const { name, find, replace } of bugs) expect(find, name).not.toBe(replace);
  });
});
