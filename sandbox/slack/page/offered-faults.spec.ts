import { describe, expect, it } from 'vitest';
import { readSlackFault } from '../faults.js';
import { CALL_FAULTS, DELIVERY_FAULTS, ruleWords, SOCKET_FAULTS, withAmount } from './src/trouble/fault-list.js';

// Here and not in src/: the page itself knows nothing of the server's code.
describe('faults', () => {
  it.each([...CALL_FAULTS, ...DELIVERY_FAULTS, ...SOCKET_FAULTS])('$name is one that the server takes', (choice) => {
    const fault = withAmount(choice, choice.amount?.initial ?? 0);
    expect(readSlackFault(fault)).toEqual(fault);
    expect(ruleWords({ fault, times: 1 })).toContain(choice.name);
  });

  it('says what is still to come', () => {
    const match = { spoils: 'call', method: 'chat.update' };
    expect(ruleWords({ fault: { kind: 'slow', ms: 2_000 }, times: 'always', match })).toBe(
      'Slow (2 s), always, only chat.update',
    );
    expect(ruleWords({ fault: { kind: 'cut', when: 'before' }, times: 3 })).toBe('Broken connection, 3 times');
    expect(ruleWords({ fault: { kind: 'api_error', error: 'fatal_error' }, times: 1 })).toBe(
      'api_error fatal_error, once',
    );
  });
});
