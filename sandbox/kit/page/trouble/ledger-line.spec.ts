import { expect, it } from 'vitest';
import { fits } from './ledger-line';

it('finds entries by any words in them', () => {
  const call = { kind: 'call', method: 'chat.postMessage', channel: 'C1' };
  expect(fits(call, 'POSTMESSAGE c1')).toBe(true);
  expect(fits(call, 'postMessage C2')).toBe(false);
  expect(fits(call, '')).toBe(true);
});
