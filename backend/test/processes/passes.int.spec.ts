import { afterAll, beforeAll, expect, it } from 'vitest';
import { OneTimePasses } from '../../src/platform/crypto/index.js';
import { startTestProduct, type TestProduct } from '../support/product/index.js';

let one: TestProduct;
let two: TestProduct;

beforeAll(async () => {
  one = await startTestProduct();
  two = await startTestProduct({ databaseUrl: one.databaseUrl });
});
afterAll(async () => {
  await two.close();
  await one.close();
});

it('T14: a pass counts once, in whichever process it comes back', async () => {
  const [here, there] = [one.nest.get(OneTimePasses), two.nest.get(OneTimePasses)];
  const token = here.issue('install', 'by Mira', 60_000);
  const used = await Promise.all([here, there, there, here].map((passes) => passes.use('install', token)));
  expect(used.filter((content) => content !== undefined)).toEqual(['by Mira']);
  // Written in another way it is still the same pass.
  expect(await there.use('install', `${token}=`)).toBeUndefined();
  // Meant for something else, it uses up nothing.
  const other = there.issue('link', 'x', 60_000);
  expect(await here.use('install', other)).toBeUndefined();
  expect(await here.use('link', other)).toBe('x');
});

it('T14: what was used is forgotten once it has run out', async () => {
  await one.pool.query(`INSERT INTO spent_pass VALUES ('old', now() - interval '2 hours'), ('new', now())`);
  const passes = one.nest.get(OneTimePasses);
  await passes.use('install', passes.issue('install', 1, 60_000));
  const { rows } = await one.pool.query(`SELECT id FROM spent_pass WHERE id IN ('old', 'new')`);
  expect(rows).toEqual([{ id: 'new' }]);
});
