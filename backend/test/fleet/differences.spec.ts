import { describe, expect, it } from 'vitest';
import { differences, repeated, type SessionFacts, type Told } from './differences.js';

const said = [
  { id: 'a', seq: 2 },
  { id: 'b', seq: 5 },
];
const TOLD: Told = { cursor: 6, acknowledged: said, violations: [] };
const FACTS: SessionFacts = { id: 's', count: 6, newest: 6, said, open: 0, failed: 0, unsettled: 0 };

describe('the judge of the fleet', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(differences(TOLD, FACTS)).toEqual([]);
  });

  it.each<[string, Partial<Told>, Partial<SessionFacts>, RegExp]>([
    ['a lost message', {}, { said: said.slice(0, 1) }, /acknowledged and lost .*: b 5/],
    [
      'a message that is elsewhere than was told',
      {},
      { said: [{ id: 'a', seq: 3 }, ...said.slice(1)] },
      /lost .*: a 2/,
    ],
    ['a message that stands there twice', {}, { said: [...said, { id: 'c', seq: 6 }] }, /3 messages stored, 2 acknow/],
    ['messages in another order', { acknowledged: [...said].reverse() }, {}, /another order/],
    ['a hole in the log', {}, { count: 5 }, /5 events .* newest is 6/],
    ['an event that the client never saw', { cursor: 5 }, {}, /saw 5 of 6/],
    ['an event that it saw twice', { violations: ['event 3 came after 3'] }, {}, /event 3 came after 3/],
    ['a run that does not end', {}, { open: 1 }, /1 runs have not ended/],
    ['a run that failed', {}, { failed: 1 }, /1 runs failed/],
    ['a question without its answer', {}, { unsettled: 1 }, /not settled by one answer/],
  ])('sees %s', (_what, told, facts, problem) => {
    expect(differences({ ...TOLD, ...told }, { ...FACTS, ...facts }).join('\n')).toMatch(problem);
  });

  it('sees what was sent twice', () => {
    expect(repeated(['x', 'y', 'x'])).toEqual(['x']);
  });
});
