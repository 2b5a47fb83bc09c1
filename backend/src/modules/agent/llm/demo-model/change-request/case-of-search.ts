import type { ProposedEdit } from '../../../../../generated/baml_client/types.js';
import type { DemoTask } from './read-task.js';
import { aboutTests, asComment, type Recipe, replace } from './recipe.js';

const PRODUCTS = 'src/catalogue/search.ts';
const ORDERS = 'src/orders/orders.ts';
const WANTED = '  const wanted = query.trim();';

const TEST = 'test/search.test.ts';
const TESTS: Readonly<Record<string, string>> = {
  [PRODUCTS]: `import { searchProducts } from '../src/catalogue/search.ts';

test('products: capital letters make no difference', () => assert.deepEqual(searchProducts('lamp'), searchProducts('Lamp')));
`,
  [ORDERS]: `import { searchOrders } from '../src/orders/orders.ts';

test('orders: capital letters make no difference', () => assert.deepEqual(searchOrders([], 'mira'), []));
`,
};

const scopeOf = ({ answers }: DemoTask): string[] => {
  const [answer] = answers;
  const value = `${String(answer?.value.value ?? '')} ${answer?.text ?? ''}`.toLowerCase();
  if (/both|all|every/.test(value)) return [PRODUCTS, ORDERS];
  return /order|support/.test(value) ? [ORDERS] : [PRODUCTS];
};

const withTest = (task: DemoTask): ProposedEdit[] => {
  if (!task.remarks.some(aboutTests)) return [];
  const [path = PRODUCTS] = scopeOf(task);
  const content = `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n${TESTS[path]}`;
  return [{ path: TEST, kind: 'write', content }];
};

/** Nobody can know which search is meant. */
export const caseOfSearch: Recipe = {
  key: 'SHOP-15',
  modules: { [PRODUCTS]: 'It is the search of the shop.', [ORDERS]: 'It is the search that support uses.' },
  question: {
    question: 'Which search shall ignore capital letters?',
    context: 'The ticket speaks of products, and guesses that support has the same trouble.',
    several: false,
    options: [
      { value: 'products', label: 'Products only', description: `Customers find “lamp”. One file: ${PRODUCTS}` },
      { value: 'orders', label: 'Orders only', description: `Support finds “mira”. One file: ${ORDERS}` },
      { value: 'both', label: 'Both', description: `Both find it. Two files: ${PRODUCTS}, ${ORDERS}` },
    ],
  },
  chosen: scopeOf,
  words: (task) => ({
    rootCause: 'What somebody types is compared letter by letter, and “l” is not “L” for a computer.',
    explanation: `- What is typed and what is searched are compared in small letters.\n- Scope, as you chose: ${scopeOf(
      task,
    )
      .map((path) => `\`${path}\``)
      .join(' and ')}.`,
    title: 'Ignore capital letters in search',
  }),
  edits: (task) => [
    ...replace(task, PRODUCTS, WANTED, `${asComment(task, '  ')}${WANTED.replace('trim()', 'trim().toLowerCase()')}`),
    ...replace(task, PRODUCTS, 'name.includes(wanted)', 'name.toLowerCase().includes(wanted)'),
    ...replace(task, ORDERS, WANTED, `${asComment(task, '  ')}${WANTED.replace('trim()', 'trim().toLowerCase()')}`),
    ...replace(
      task,
      ORDERS,
      'number.includes(wanted) || customer.includes(wanted)',
      'number.toLowerCase().includes(wanted) || customer.toLowerCase().includes(wanted)',
    ),
    ...withTest(task),
  ],
};
