import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf } from './batches.js';
import { checkPlan, MAX_TASKS } from './check-plan.js';
import type { Candidate, Ranking } from './ranking.js';
import { sequentialPlan } from './sequential-plan.js';

const candidate = (agentId: string, health: Candidate['health'] = 'HEALTHY'): Candidate => ({
  ...{ agentId, agent: agentId.toUpperCase(), health, score: 0.8, why: 'fits' },
});
const ranking: Ranking = new Map([
  ['weather', [candidate('w1'), candidate('w2')]],
  ['budget', [candidate('b1')]],
  ['nobody', []],
]);
const task = (id: string, needs: string[] = [], part = {}) => ({
  ...{ id, task: `do ${id}`, capability: 'weather', agent: 'w1', needs, ...part },
});
const SUM = task('sum', [], { capability: 'budget', agent: 'b1' });
const problemsOf = (...planned: ReturnType<typeof task>[]) => {
  const checked = checkPlan(planned, ranking);
  return checked.kind === 'unusable' ? checked.problems.join(' ') : 'usable';
};

/** Tasks that need only earlier ones, in any order. */
const acyclic = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: MAX_TASKS })
  .chain((needs) => {
    const nodes = needs.map((from, index) => ({
      id: `t${index}`,
      needs: index === 0 ? [] : [...new Set(from.map((at) => `t${at % index}`))],
    }));
    return fc.shuffledSubarray(nodes, { minLength: nodes.length });
  });

describe('the batches of a plan', () => {
  it('put each task right after the last of what it needs', () => {
    fc.assert(
      fc.property(acyclic, (nodes) => {
        const batches = batchesOf(nodes);
        expect(batches?.size).toBe(nodes.length);
        for (const { id, needs } of nodes)
          expect(batches?.get(id)).toBe(1 + Math.max(0, ...needs.map((need) => batches?.get(need) ?? Number.NaN)));
      }),
    );
  });

  it('are none where tasks need each other in a circle', () => {
    fc.assert(
      fc.property(acyclic, fc.nat(), fc.nat(), (nodes, a, b) => {
        const from = nodes[a % nodes.length];
        const to = nodes[b % nodes.length];
        const reaches = (id: string): boolean =>
          id === from?.id || (nodes.find((node) => node.id === id)?.needs ?? []).some(reaches);
        fc.pre(to !== undefined && reaches(to.id));
        const circle = nodes.map((node) => (node === from ? { ...node, needs: [...node.needs, to?.id ?? ''] } : node));
        expect(batchesOf(circle)).toBeUndefined();
      }),
    );
  });
});

describe('a plan of the model', () => {
  it('is used with its batches, the agent it chose first and the others behind', () => {
    const planned = [task('sum', ['rain'], { capability: 'budget', agent: 'b1' }), task('rain', [], { agent: 'w2' })];
    const checked = checkPlan(planned, ranking);
    expect(checked).toMatchObject({
      kind: 'usable',
      tasks: [
        { id: 'sum', batch: 2, candidates: [{ agentId: 'b1' }] },
        { id: 'rain', batch: 1, candidates: [{ agentId: 'w2' }, { agentId: 'w1' }] },
      ],
    });
  });

  it('does not begin with an agent that is down while another is not', () => {
    const down: Ranking = new Map([['weather', [candidate('w2'), candidate('w1', 'UNHEALTHY')]]]);
    expect(checkPlan([task('rain')], down)).toMatchObject({
      tasks: [{ candidates: [{ agentId: 'w2' }, { agentId: 'w1' }] }],
    });
  });

  it.each([
    ['nothing', [], 'no task'],
    ['too much', Array.from({ length: MAX_TASKS + 1 }, (_, at) => task(`t${at}`)), `at most ${MAX_TASKS}`],
    ['an id twice', [task('a'), task('a')], 'two tasks with the id "a"'],
    ['a task without words', [task('a', [], { task: ' ' })], 'says nothing'],
    ['an agent that nobody found', [task('a', [], { agent: 'evil' })], '"evil" is not listed'],
    ['an agent of another capability', [task('a', [], { agent: 'b1' })], '"b1" is not listed'],
    ['a capability without agents', [task('a', [], { capability: 'nobody' })], 'not listed'],
    ['a part that is left out', [task('a')], 'No task is for the capability "budget"'],
    ['an unknown need', [task('a', ['b'])], 'needs "b", which is not in the plan'],
    ['a task that needs itself', [task('a', ['a']), SUM], 'circle'],
    ['a circle', [task('a', ['b']), task('b', ['c']), task('c', ['a']), SUM], 'circle'],
  ])('is refused with the reason for %s', (_what, planned, reason) => {
    expect(problemsOf(...planned)).toContain(reason);
  });
});

describe('a plan without the model', () => {
  it('does what is covered, one after the other', () => {
    const capabilities = ['weather', 'nobody', 'budget'].map((id) => ({ id, need: `need ${id}`, search: id }));
    const tasks = sequentialPlan({ goal: 'An offsite', facts: ['Place: Lisbon'] }, capabilities, ranking);
    expect(tasks.map(({ id, needs, batch }) => ({ id, needs, batch }))).toEqual([
      { id: 'weather', needs: [], batch: 1 },
      { id: 'budget', needs: ['weather'], batch: 2 },
    ]);
    for (const words of ['need weather', 'An offsite', 'Place: Lisbon']) expect(tasks[0]?.task).toContain(words);
  });
});
