import type { Step } from '@parley/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runTree, stepsIn, type TreeNode } from './run-tree';

const step = (key: string): Step => ({
  ...{ id: key, runId: 'r', key, name: key, kind: 'STEP', status: 'COMPLETED' },
  ...{ startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:01Z' },
  ...{ inputTokens: null, outputTokens: null, model: null, note: null, error: null },
});
const draw = (nodes: readonly TreeNode[]): unknown[] =>
  nodes.map(({ names, children }) => (children.length ? [names.join(' › '), draw(children)] : names.join(' › ')));
const drawn = (...keys: string[]) => draw(runTree(keys.map(step)));

describe('runTree', () => {
  it('is flat without branches, in the order of the journal', () =>
    expect(drawn('read#1', 'think#1', 'say#1')).toEqual(['read', 'think', 'say']));

  it('numbers what happens again', () => expect(drawn('draft#1', 'draft#2')).toEqual(['draft', 'draft 2']));

  it('puts branches where they first did something, however their steps mix', () =>
    expect(drawn('plan#1', 'a#1/x#1', 'b#1/x#1', 'a#1/y#1', 'b#1/y#1', 'end#1')).toEqual([
      'plan',
      ['a', ['x', 'y']],
      ['b', ['x', 'y']],
      'end',
    ]));

  it('draws single children into one line, however deep', () =>
    expect(drawn('batch#1/task#2/call#1/run#1', 'end#1')).toEqual(['batch › task 2 › call › run', 'end']));

  it('says the same name once', () => expect(drawn('approve#1/approve#1', 'end#1')).toEqual(['approve', 'end']));

  it('ends the line where it forks', () =>
    expect(drawn('batch#1/task#1/ask#1', 'batch#1/task#1/do#1')).toEqual([['batch › task', ['ask', 'do']]]));

  it('keeps a step that has steps of its own', () => {
    const nodes = runTree([step('call#1'), step('call#1/ask#1')]);
    expect(draw(nodes)).toEqual([['call', ['ask']]]);
    expect(nodes[0]?.step?.key).toBe('call#1');
  });

  it('loses and doubles no step', () => {
    const part = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 })).map(([n, o]) => `${n}#${o}`);
    const keys = fc.uniqueArray(fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')));
    fc.assert(
      fc.property(keys, (list) => {
        const found = runTree(list.map(step)).flatMap(stepsIn);
        expect(found.map(({ key }) => key).sort()).toEqual([...list].sort());
      }),
    );
  });
});
