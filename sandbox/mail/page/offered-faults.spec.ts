import { describe, expect, it } from 'vitest';
import { ruleWords, withAmount } from '../../kit/page/trouble/fault-choice.js';
import { readMailFault } from '../faults.js';
import { faultGroups } from './src/trouble/fault-list.js';

const choices = faultGroups([]).flatMap((group) => group.choices);

// Here and not in src/: the page itself knows nothing of the server's code.
describe('faults', () => {
  it.each(choices)('$name is one that the server takes', (choice) => {
    const fault = withAmount(choice, choice.amount?.initial ?? 0);
    expect(readMailFault(fault)).toEqual(fault);
    expect(ruleWords({ fault, times: 1 }, choices).startsWith(choice.name)).toBe(true);
  });

  it('has a name of its own for each', () => {
    expect(new Set(choices.map(({ name }) => name)).size).toBe(choices.length);
  });

  it('says what is still to come', () => {
    const match = { side: 'oauth', method: 'oauth.token', spoils: 'call' };
    expect(ruleWords({ fault: { kind: 'invalid_grant' }, times: 2, match }, choices)).toBe(
      'Permission is gone, 2 times, only oauth.token',
    );
    expect(ruleWords({ fault: { kind: 'mail_late', ms: 500 }, times: 'always' }, choices)).toBe('Late (0.5 s), always');
  });
});
