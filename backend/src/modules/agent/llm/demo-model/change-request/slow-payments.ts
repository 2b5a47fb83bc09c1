import type { DemoTask } from './read-task.js';
import { type Recipe, replace } from './recipe.js';

const CONFIG = 'src/config.ts';
const PAYMENT = 'src/checkout/payment.ts';
const SECONDS = /(\d{1,3})\s*(?:s\b|sec)/i;
const TRIES = /(\d{1,2}|no|one|two|three|four)\s+(?:more\s+|further\s+)?(?:re)?tr(?:ies|y)/i;
const WORDS: Readonly<Record<string, number>> = { no: 0, one: 1, two: 2, three: 3, four: 4 };

/** The last wish that names a number counts. */
const wished = ({ remarks }: DemoTask, pattern: RegExp, otherwise: number): number => {
  const found = remarks.map((text) => pattern.exec(text)?.[1]?.toLowerCase()).findLast((word) => word !== undefined);
  return found === undefined ? otherwise : (WORDS[found] ?? Number(found));
};

const seconds = (task: DemoTask) => wished(task, SECONDS, 10);
const tries = (task: DemoTask) => wished(task, TRIES, 2);

/** Two files, three hunks; time and tries as the person wants them. */
export const slowPayments: Recipe = {
  key: 'SHOP-21',
  modules: {
    [CONFIG]: 'It holds how long and how often a payment is tried.',
    [PAYMENT]: 'It has a time of its own in the code.',
  },
  words: (task) => ({
    rootCause:
      'A payment attempt waits 60 seconds and is made six times, so six minutes pass before anybody is told. The time in the settings is not even looked at: the code has its own.',
    explanation: `- A payment attempt gives up after **${seconds(task)} seconds**.
- It is tried **${tries(task)} more times**.
- The time comes from the settings.`,
    title: 'Give up on payments sooner',
  }),
  edits: (task) => [
    ...replace(task, CONFIG, 'paymentTimeoutMs: 60_000,', `paymentTimeoutMs: ${seconds(task)}_000,`),
    ...replace(task, CONFIG, 'paymentRetries: 5,', `paymentRetries: ${tries(task)},`),
    ...replace(task, PAYMENT, 'await pay(payment, 60_000);', 'await pay(payment, config.paymentTimeoutMs);'),
  ],
};
