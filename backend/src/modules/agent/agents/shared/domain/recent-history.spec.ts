import { expect, it } from 'vitest';
import { recentHistory } from './recent-history.js';

const turns = (...texts: string[]) => texts.map((text) => ({ text }));

it.each([
  [['a', 'b', 'c'], 10, ['a', 'b', 'c']],
  [['aaa', 'bb', 'cc'], 4, ['bb', 'cc']],
  [['aaa', 'bb', 'cc'], 3, ['cc']],
  [['a', 'long message'], 3, ['long message']],
  [[], 3, []],
])('of %j with %i characters keeps %j', (texts, limit, kept) => {
  expect(recentHistory(turns(...texts), limit).map(({ text }) => text)).toEqual(kept);
});
