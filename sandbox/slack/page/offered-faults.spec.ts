import { describe, expect, it } from 'vitest';
import { ruleWords, withAmount } from '../../kit/page/trouble/fault-choice.js';
import { readSlackFault } from '../faults.js';
import { FAULT_GROUPS } from './src/trouble/fault-list.js';

const choices = FAULT_GROUPS.flatMap((group) => group.choices);

// Here and not in src/: the page itself knows nothing of the server's code.
describe('faults', () => {
  it.each(choices)('$name is one that the server takes', (choice) => {
    const fault = withAmount(choice, choice.amount?.initial ?? 0);
    expect(readSlackFault(fault)).toEqual(fault);
    expect(ruleWords({ fault, times: 1 }, choices)).toContain(choice.name);
  });

  it('says what is still to come', () => {
    const match = { spoils: 'call', method: 'chat.update' };
    expect(ruleWords({ fault: { kind: 'slow', ms: 2_000 }, times: 'always', match }, choices)).toBe(
      'Slow (2 s), always, only chat.update',
    );
    expect(ruleWords({ fault: { kind: 'cut', when: 'before' }, times: 3 }, choices)).toBe('Broken connection, 3 times');
    expect(ruleWords({ fault: { kind: 'api_error', error: 'fatal_error' }, times: 1 }, choices)).toBe(
      'api_error fatal_error, once',
    );
  });
});
