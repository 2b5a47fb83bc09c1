/** Files of the sample shop: what was sold. */
export const shopOrders: Readonly<Record<string, string>> = {
  'src/orders/orders.ts': `import { config } from '../config.ts';

export interface Order {
  number: string;
  customer: string;
  cents: number;
  note: string | null;
}

export const orderNumber = (count: number): string => config.orderPrefix + String(count).padStart(5, '0');

/** Orders whose number or customer holds what somebody typed. */
export const searchOrders = (orders: Order[], query: string): Order[] => {
  const wanted = query.trim();
  return orders.filter(({ number, customer }) => number.includes(wanted) || customer.includes(wanted));
};
`,
  'src/orders/receipt.ts': `import { formatMoney } from '../money.ts';
import type { Order } from './orders.ts';

/** What a customer gets by mail. */
export const receiptFor = ({ number, customer, cents, note }: Order): string =>
  ['Receipt ' + number, customer, 'Total ' + formatMoney(cents), 'Note: ' + note].join('\\n');
`,
  'test/orders.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderNumber, searchOrders } from '../src/orders/orders.ts';
import { receiptFor } from '../src/orders/receipt.ts';

const order = { number: 'A00007', customer: 'Mira Okafor', cents: 1234, note: 'Ring twice' };

test('orders are counted with zeros', () => assert.equal(orderNumber(7), 'A00007'));
test('an order is found by its customer', () => assert.equal(searchOrders([order], 'Mira').length, 1));
test('a receipt has the note', () => assert.match(receiptFor(order), /Note: Ring twice/));
`,
};
