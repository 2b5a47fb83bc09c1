/** Files of the sample shop: from the cart to the money. */
export const shopCheckout: Readonly<Record<string, string>> = {
  'src/cart/cart.ts': `import { productById } from '../catalogue/products.ts';
import { sum } from '../money.ts';

export interface CartLine {
  productId: string;
  count: number;
}

export const addToCart = (cart: CartLine[], productId: string, count = 1): CartLine[] => {
  const known = cart.some((line) => line.productId === productId);
  if (!known) return [...cart, { productId, count }];
  return cart.map((line) => (line.productId === productId ? { ...line, count: line.count + count } : line));
};

export const cartTotal = (cart: CartLine[]): number =>
  sum(cart.map(({ productId, count }) => productById(productId).cents * count));
`,
  'src/cart/discounts.ts': `import { percent } from '../money.ts';

/** Ten percent from 100.00 on. */
export const discountFor = (cents: number): number => (cents >= 10_000 ? percent(cents, 10) : 0);
`,
  'src/checkout/shipping.ts': `/** Sending costs 7.90, and nothing from 50.00 on. */
export const FREE_FROM_CENTS = 5_000;
export const SHIPPING_CENTS = 790;

export const shippingFor = (cents: number): number => (cents >= FREE_FROM_CENTS ? 0 : SHIPPING_CENTS);
`,
  'src/checkout/taxes.ts': `import { percent } from '../money.ts';

const RATES: Record<string, number> = { CH: 8.1, DE: 19, AT: 20 };

export const taxFor = (cents: number, country: string): number => percent(cents, RATES[country] ?? 0);
`,
  'src/checkout/payment.ts': `import { config } from '../config.ts';

export interface Payment {
  cents: number;
  card: string;
}

export type Pay = (payment: Payment, timeoutMs: number) => Promise<'paid' | 'failed'>;

/** Tries as often as the settings say. */
export const payWithRetries = async (payment: Payment, pay: Pay): Promise<'paid' | 'failed'> => {
  for (let attempt = 0; attempt <= config.paymentRetries; attempt += 1) {
    const result = await pay(payment, 60_000);
    if (result === 'paid') return result;
  }
  return 'failed';
};
`,
  'src/checkout/checkout.ts': `import { type CartLine, cartTotal } from '../cart/cart.ts';
import { discountFor } from '../cart/discounts.ts';
import { config } from '../config.ts';
import { shippingFor } from './shipping.ts';
import { taxFor } from './taxes.ts';

export interface Bill {
  goods: number;
  discount: number;
  shipping: number;
  tax: number;
  total: number;
}

export const billFor = (cart: CartLine[], country = config.country): Bill => {
  const goods = cartTotal(cart);
  const discount = discountFor(goods);
  const shipping = shippingFor(goods - discount);
  const tax = taxFor(goods - discount + shipping, country);
  return { goods, discount, shipping, tax, total: goods - discount + shipping + tax };
};
`,
  'test/cart.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addToCart, cartTotal } from '../src/cart/cart.ts';
import { discountFor } from '../src/cart/discounts.ts';

test('the same product is one line', () => {
  const cart = addToCart(addToCart([], 'mug'), 'mug', 2);
  assert.deepEqual(cart, [{ productId: 'mug', count: 3 }]);
  assert.equal(cartTotal(cart), 4350);
});
test('a discount begins at 100.00', () => assert.deepEqual([discountFor(9_999), discountFor(10_000)], [0, 1_000]));
`,
  'test/checkout.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { billFor } from '../src/checkout/checkout.ts';
import { payWithRetries } from '../src/checkout/payment.ts';
import { shippingFor } from '../src/checkout/shipping.ts';

test('sending is free from 50.00 on', () => assert.deepEqual([shippingFor(4_999), shippingFor(5_000)], [790, 0]));
test('a bill adds up', () => {
  const bill = billFor([{ productId: 'tea', count: 2 }]);
  assert.equal(bill.total, bill.goods - bill.discount + bill.shipping + bill.tax);
});
test('a payment that works is not tried again', async () => {
  let tries = 0;
  const pay = async () => {
    tries += 1;
    return 'paid' as const;
  };
  assert.equal(await payWithRetries({ cents: 100, card: 'x' }, pay), 'paid');
  assert.equal(tries, 1);
});
`,
};
