import { expect, test } from 'vitest';
import { shareOf } from './share.js';

const items = [1, 2, 3, 4, 5, 6, 7];

test('all shares together are the whole, each thing once', () => {
  const shares = [1, 2, 3].map((which) => shareOf(items, ['--other', `--share=${which}/3`]));
  expect(shares[0]).toEqual([1, 4, 7]);
  expect(shares.flat().sort()).toEqual(items);
});

test('without a share it is the whole', () => {
  expect(shareOf(items, ['--sample'])).toEqual(items);
});

test.each(['0/3', '4/3', '1', '1/', 'x/3', '-1/3', '1.5/3'])('%s is not a share', (given) => {
  expect(() => shareOf(items, [`--share=${given}`])).toThrow('is not a share');
});
