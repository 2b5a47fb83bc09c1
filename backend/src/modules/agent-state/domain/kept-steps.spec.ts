import { describe, expect, it } from 'vitest';
import { keptSteps, type PastStep } from './kept-steps.js';

const step = (position: number, key: string, status: PastStep['status'] = 'COMPLETED', ended = position): PastStep => ({
  ...{ id: key, key, status, position },
  startedAt: new Date(position * 1_000).toISOString(),
  endedAt: status === 'COMPLETED' || status === 'FAILED' ? new Date(ended * 1_000 + 500).toISOString() : null,
});
const keysOf = (steps: PastStep[], before = 100) => keptSteps(steps, before).map(({ key }) => key);

describe('keptSteps', () => {
  it('keeps what is done and began before', () => {
    const steps = [step(0, 'a#1'), step(1, 'b#1'), step(2, 'b#2'), step(3, 'c#1')];
    expect(keysOf(steps)).toEqual(['a#1', 'b#1', 'b#2', 'c#1']);
    expect(keysOf(steps, 2)).toEqual(['a#1', 'b#1']);
    expect(keysOf(steps, 0)).toEqual([]);
  });

  it('does again what is unfinished, and the failure that ended the run', () => {
    expect(keysOf([step(0, 'a#1'), step(1, 'w#1', 'WAITING'), step(2, 'x#1', 'FAILED')])).toEqual(['a#1']);
  });

  it('keeps a failure that the code caught', () => {
    expect(keysOf([step(0, 'a#1', 'FAILED'), step(1, 'b#1')])).toEqual(['a#1', 'b#1']);
  });

  it('keeps a failure in a branch that the code outside of it caught', () => {
    const steps = [step(0, 'try#1/do#1', 'FAILED'), step(1, 'other way#1')];
    expect(keysOf(steps)).toEqual(['try#1/do#1', 'other way#1']);
    expect(keysOf(steps, 1)).toEqual(['try#1/do#1']);
  });

  it('a branch beside it that went on caught nothing', () => {
    expect(keysOf([step(0, 'a#1/do#1', 'FAILED'), step(1, 'b#1/do#1')])).toEqual(['b#1/do#1']);
  });

  it('what had begun before it failed caught nothing', () => {
    expect(keysOf([step(0, 'a#1', 'FAILED', 5), step(1, 'b#1')])).toEqual(['b#1']);
  });
});
