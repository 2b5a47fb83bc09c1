import { describe, expect, it } from 'vitest';
import { FaultPlan } from './fault-plan.js';

describe('FaultPlan', () => {
  it('serves rules in order, each as often as told, then none', () => {
    const plan = new FaultPlan<string>();
    plan.add({ fault: '429', times: 2 });
    plan.add({ fault: 'cut', times: 1 });
    const served = Array.from({ length: 4 }, () => plan.take({ route: '/a' }));
    expect(served).toEqual(['429', '429', 'cut', undefined]);
  });

  it('leaves requests alone that do not match, and keeps the rule for those that do', () => {
    const plan = new FaultPlan<string>();
    plan.add({ fault: '500', times: 1, match: { fn: 'Respond', runId: 'r1' } });
    expect(plan.take({ fn: 'Respond', runId: 'r2' })).toBeUndefined();
    expect(plan.take({ fn: 'Respond' })).toBeUndefined();
    expect(plan.take({ fn: 'Respond', runId: 'r1', route: '/x' })).toBe('500');
    expect(plan.take({ fn: 'Respond', runId: 'r1' })).toBeUndefined();
  });

  it('shows what is still to come and forgets on clear', () => {
    const plan = new FaultPlan<string>();
    plan.add({ fault: '500', times: 3 });
    plan.take({});
    expect(plan.pending()).toEqual([{ fault: '500', times: 2 }]);
    plan.clear();
    expect(plan.take({})).toBeUndefined();
  });

  it('serves a fault always, until it is cleared', () => {
    const plan = new FaultPlan<string>();
    plan.add({ fault: '500', times: 'always' });
    expect([plan.take({}), plan.take({}), plan.take({})]).toEqual(['500', '500', '500']);
    expect(plan.pending()).toEqual([{ fault: '500', times: 'always' }]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses to serve a fault %s times', (times) => {
    expect(() => new FaultPlan<string>().add({ fault: 'x', times })).toThrow(RangeError);
  });
});
