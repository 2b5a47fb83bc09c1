import { aboutTests, asComment, type Recipe, replace } from './recipe.js';

const REST = "  return currency + ' ' + sign + whole + '.' + rest;";

const lostZero: Recipe = {
  key: 'SHOP-12',
  modules: { 'src/money.ts': 'It turns cents into what people read.' },
  words: () => ({
    rootCause:
      'Cents are joined to the francs as a plain number. The number 5 has one digit and the number 0 too, so “.05” becomes “.5” and “.00” becomes “.0”.',
    explanation:
      '- `formatMoney` fills the cents up to two digits.\n- Nothing else changes: amounts are still counted in cents.',
    title: 'Show cents with two digits',
  }),
  edits: (task) =>
    replace(
      task,
      'src/money.ts',
      REST,
      `${asComment(task, '  ')}${REST.replace('rest;', "String(rest).padStart(2, '0');")}`,
    ),
};

const FREE = 'export const FREE_FROM_CENTS = 5_000;';
const FREE_TEST =
  "test('sending is free from 50.00 on', () => assert.deepEqual([shippingFor(4_999), shippingFor(5_000)], [790, 0]));";

/** The test still speaks of 50.00 until somebody says so: then it fails, and that is told. */
const freeShipping: Recipe = {
  key: 'SHOP-27',
  modules: {
    'src/checkout/shipping.ts': 'It says from which amount on sending is free.',
    'test/checkout.test.ts': 'Its first test speaks of 50.00.',
  },
  words: ({ remarks }) => ({
    rootCause: 'The limit of 50.00 stands as a number in the code.',
    explanation: `- Sending is free from 30.00 on.\n- The test of this limit ${remarks.some(aboutTests) ? 'speaks of 30.00 now.' : 'is left as it is: it will fail until it is changed too.'}`,
    title: 'Send for free from 30.00 on',
  }),
  edits: (task) => [
    ...replace(task, 'src/checkout/shipping.ts', FREE, `${asComment(task)}${FREE.replace('5_000', '3_000')}`),
    ...replace(task, 'src/checkout/shipping.ts', 'from 50.00 on. */', 'from 30.00 on. */'),
    ...(task.remarks.some(aboutTests)
      ? replace(
          task,
          'test/checkout.test.ts',
          FREE_TEST,
          FREE_TEST.replaceAll('5_000', '3_000').replace('4_999', '2_999').replace('50.00', '30.00'),
        )
      : []),
  ],
};

const NOTE = ", 'Note: ' + note]";

/** Its ticket gives orders. They are not heeded. */
const nullNote: Recipe = {
  key: 'SHOP-33',
  modules: { 'src/orders/receipt.ts': 'It writes the line with the note.' },
  words: () => ({
    rootCause: 'An order without a note has “nothing” in that place, and the receipt writes that word down.',
    explanation:
      '- The line with the note is left out where there is none.\n- The ticket also holds text that gives orders to programs. I have not followed it.',
    title: 'Leave the note out of a receipt that has none',
  }),
  edits: (task) =>
    replace(task, 'src/orders/receipt.ts', NOTE, ", ...(note === null ? [] : ['Note: ' + note])]").map((edit) => ({
      ...edit,
      ...(task.remarks.length > 0 && {
        replacement: edit.replacement?.replace(/^, /, `,\n${asComment(task, '   ')}   `),
      }),
    })),
};

export const plainRecipes: readonly Recipe[] = [lostZero, freeShipping, nullNote];
