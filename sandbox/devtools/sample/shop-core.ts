/** Files of the sample shop: what everything else stands on. */
export const shopCore: Readonly<Record<string, string>> = {
  'README.md': `# Shop

A small shop: products, a cart, a checkout and orders. No dependencies.

    node --test

Money is always in cents. Every module has a folder of its own under src/.
`,
  'package.json': `{
  "name": "shop",
  "version": "1.4.0",
  "private": true,
  "type": "module",
  "scripts": { "test": "node --test" }
}
`,
  'src/config.ts': `/** Settings of the shop. Times are in milliseconds, money is in cents. */
export const config = {
  currency: 'CHF',
  country: 'CH',

  // How long a payment may take before the customer is told that it failed.
  paymentTimeoutMs: 60_000,
  paymentProvider: 'https://payments.example',

  // Orders.
  orderPrefix: 'A',
  maxLinesPerOrder: 50,

  // Stock.
  lowStock: 3,
  reserveForMs: 900_000,

  // How often a failed payment is tried again.
  paymentRetries: 5,
};
`,
  'src/money.ts': `/** Cents as people read them, such as 12.50. */
export const formatMoney = (cents: number, currency = 'CHF'): string => {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  return currency + ' ' + sign + whole + '.' + rest;
};

export const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** A share of an amount, rounded to whole cents. */
export const percent = (cents: number, share: number): number => Math.round((cents * share) / 100);
`,
  'test/money.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney, percent, sum } from '../src/money.ts';

test('an amount has its currency', () => assert.equal(formatMoney(1234), 'CHF 12.34'));
test('a debt has its sign', () => assert.equal(formatMoney(-1234), 'CHF -12.34'));
test('amounts add up', () => assert.equal(sum([100, 250]), 350));
test('a share is rounded to cents', () => assert.equal(percent(999, 7.7), 77));
`,
};
