import type { Step } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { canGoOn, canRetry, retryPlan } from './run-retry';

const step = (key: string, kind: Step['kind'] = 'STEP', status: Step['status'] = 'COMPLETED') =>
  ({ key, kind, status }) as Step;

describe('retryPlan', () => {
  const steps = [step('a#1'), step('b#1', 'ASK'), step('c#1', 'STEP', 'FAILED'), step('d#1', 'ASK')];
  it('keeps what is done before, and counts the questions after', () => {
    const { kept, again, questions } = retryPlan(steps, 'c#1');
    expect({ kept, again: again.map(({ key }) => key), questions }).toEqual({
      kept: 2,
      again: ['c#1', 'd#1'],
      questions: 1,
    });
  });
  it('keeps nothing from the first', () => expect(retryPlan(steps, 'a#1')).toMatchObject({ kept: 0, questions: 2 }));
});

describe('who can be tried again', () => {
  it('the newest, when it is over', () => {
    expect(canRetry({ status: 'COMPLETED', newest: true })).toBe(true);
    expect(canRetry({ status: 'COMPLETED', newest: false })).toBe(false);
    expect(canRetry({ status: 'WAITING_FOR_FEEDBACK', newest: true })).toBe(false);
    expect(canGoOn({ status: 'COMPLETED', newest: true })).toBe(false);
    expect(canGoOn({ status: 'FAILED', newest: true })).toBe(true);
  });
});
