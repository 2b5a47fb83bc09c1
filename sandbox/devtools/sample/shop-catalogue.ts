/** Files of the sample shop: what it sells. */
export const shopCatalogue: Readonly<Record<string, string>> = {
  'src/catalogue/products.ts': `export interface Product {
  id: string;
  name: string;
  cents: number;
  tags: string[];
}

export const products: Product[] = [
  { id: 'mug', name: 'Blue Mug', cents: 1450, tags: ['kitchen', 'gift'] },
  { id: 'tea', name: 'Green Tea', cents: 890, tags: ['kitchen'] },
  { id: 'lamp', name: 'Desk Lamp', cents: 4990, tags: ['office'] },
  { id: 'pen', name: 'Fountain Pen', cents: 3200, tags: ['office', 'gift'] },
];

export const productById = (id: string): Product => {
  const product = products.find((one) => one.id === id);
  if (!product) throw new Error('There is no product ' + id + '.');
  return product;
};
`,
  'src/catalogue/search.ts': `import { type Product, products } from './products.ts';

/** Products whose name or tags hold what somebody typed. */
export const searchProducts = (query: string): Product[] => {
  const wanted = query.trim();
  if (wanted === '') return products;
  return products.filter(({ name, tags }) => name.includes(wanted) || tags.includes(wanted));
};
`,
  'src/inventory/stock.ts': `import { config } from '../config.ts';

const stock = new Map<string, number>([
  ['mug', 12],
  ['tea', 40],
  ['lamp', 2],
  ['pen', 5],
]);

export const inStock = (id: string): number => stock.get(id) ?? 0;

export const isLow = (id: string): boolean => inStock(id) <= config.lowStock;
`,
  'test/catalogue.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { productById } from '../src/catalogue/products.ts';
import { searchProducts } from '../src/catalogue/search.ts';
import { isLow } from '../src/inventory/stock.ts';

test('a product is found by its name', () => assert.deepEqual(searchProducts('Lamp').map(({ id }) => id), ['lamp']));
test('a product is found by its tag', () => assert.equal(searchProducts('gift').length, 2));
test('nothing typed shows everything', () => assert.equal(searchProducts(' ').length, 4));
test('an unknown product is an error', () => assert.throws(() => productById('car')));
test('the last lamps are few', () => assert.equal(isLow('lamp'), true));
`,
};
