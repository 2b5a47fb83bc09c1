import { expect, it } from 'vitest';
import { cost, percent, tokens } from './amounts';

it('says costs with the digits that matter', () =>
  expect([0, 0.00001, 0.0042, 0.5, 12.345].map(cost)).toEqual(['$0', '<$0.0001', '$0.0042', '$0.5000', '$12.35']));
it('says tokens where there are some', () =>
  expect([tokens(1_204, 310), tokens(null, null), tokens(0, 0)]).toEqual(['1,204 → 310 tokens', null, null]));
it('says a score in whole percent', () => expect(percent(0.666)).toBe('67 %'));
