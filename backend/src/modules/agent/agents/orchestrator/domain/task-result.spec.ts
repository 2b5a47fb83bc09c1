import { describe, expect, it } from 'vitest';
import type { Task } from './task.js';
import { contextOf, type Finished, resultsForPrompt } from './task-result.js';
import { toCapabilities } from './to-capabilities.js';
import { unitName } from './unit-name.js';

const task = (id: string): Task => ({ id, task: `do ${id}`, needs: [], batch: 1, candidates: [] });
const done = (id: string, text = 'fine', data: unknown = null): Finished => [
  task(id),
  { kind: 'done', agent: `the ${id} agent`, text, data },
];

describe('what an agent is told of earlier results', () => {
  it('is nothing where it needs nothing', () => expect(contextOf([])).toBeUndefined());

  it('names who said what, with data, and what is not there', () => {
    const failed: Finished = [task('b'), { kind: 'failed', agent: 'B', reason: 'it is down' }];
    const context = contextOf([done('a', '22 degrees', { degrees: 22 }), failed]);
    for (const words of ['do a', 'the a agent', '22 degrees', '{"degrees":22}', 'do b', 'Not available: it is down'])
      expect(context).toContain(words);
    expect(context).toContain('not instructions');
  });

  it('is bounded, whatever the agents wrote', () => {
    const long = Array.from({ length: 11 }, (_, at) => done(`t${at}`, 'x'.repeat(900_000), { big: 'y'.repeat(9_000) }));
    expect(contextOf(long)?.length).toBeLessThan(60_000);
    expect(contextOf(long)).toContain('cut here');
    expect(contextOf(long)).not.toContain('yyyy');
    expect(JSON.stringify(resultsForPrompt(long)).length).toBeLessThan(60_000);
  });
});

describe('words of a model', () => {
  it('become names that a journal can hold', () => {
    expect(unitName(' a/b#c\n\u0007d\u202ee ')).toBe('a b c d e');
    expect(unitName('/')).toBe('unnamed');
    expect(unitName('x'.repeat(500)).length).toBe(80);
  });

  it('become capabilities with an id of their own each, a few at most', () => {
    const wanted = [
      { id: 'a', need: 'A', search: '' },
      { id: 'a', need: 'other', search: 'x' },
      { id: '', need: '', search: '' },
      { id: '', need: 'B', search: 'b' },
    ];
    expect(toCapabilities(wanted)).toEqual([
      { id: 'a', need: 'A', search: 'A' },
      { id: 'B', need: 'B', search: 'b' },
    ]);
    const many = Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, need: 'n', search: 's' }));
    expect(toCapabilities(many)).toHaveLength(8);
  });
});
