import { describe, expect, it } from 'vitest';
import { branchFor, isPlainBranch, isPlainPath } from './paths.js';
import { issueNumberIn, searchWords, ticketKeyIn } from './ticket-key.js';

describe('ticketKeyIn', () => {
  it.each([
    ['Fix SHOP-12', 'SHOP-12'],
    ['please do shop-12, thanks', 'SHOP-12'],
    ['not SHOP-1 but SHOP-2', 'SHOP-2'],
    ['UTF-8x is wrong', null],
    ['Fix it', null],
  ])('%s', (text, key) => expect(ticketKeyIn(text)).toBe(key));
});

describe('issueNumberIn', () => {
  it.each([
    ['Fix #12', '12'],
    ['fix issue 7', '7'],
    ['12 problems', null],
  ])('%s', (text, number) => expect(issueNumberIn(text)).toBe(number));
});

it('searches for what the ticket is about', () =>
  expect(searchWords('Prices lose a zero', 'is shown as "CHF 8.5"')).toEqual(['price', 'lose', 'zero', 'CHF 8.5']));

describe('names', () => {
  it('are made of the ticket, and free', () => {
    expect(branchFor('SHOP-12', 'Prices lösen  a “zero”!', [])).toBe('parley/shop-12-prices-lo-sen-a-zero');
    expect(branchFor('A-1', '', ['parley/a-1', 'PARLEY/A-1-2'])).toBe('parley/a-1-3');
    expect(isPlainBranch(branchFor('É-1', '/../', []))).toBe(true);
  });

  it.each(['', '-x', 'a..b', 'a/', '/a', 'a.lock', 'refs/heads/main', 'HEAD', 'a b', 'a\nb', 'a~1', 'heads/main'])(
    'no branch: %j',
    (name) => expect(isPlainBranch(name)).toBe(false),
  );

  it.each(['', '/etc', '../x', 'a/../b', '.git/x', 'a/.GITmodules', 'a//b', 'a"b', 'a\tb', 'a\\b', '-x'])(
    'no path: %j',
    (path) => expect(isPlainPath(path)).toBe(false),
  );
});
