import { type Cost, readBudget, readCosts } from './read-money.js';
import type { Sample } from './sample.js';

const line = ({ times, each }: Cost): string => (times === 1 ? `${each}` : `${times} × ${each}`);

/** Works with what others found out. */
export const budget: Sample = {
  slug: 'budget',
  name: 'Budget',
  description: 'Adds up costs in euros and compares them with a budget. Give it the offers or costs that others found.',
  skills: [
    {
      id: 'add-up',
      name: 'Add up costs',
      description: 'Calculates the total cost from prices in a text, and whether it stays within the budget.',
      tags: ['budget', 'cost', 'sum', 'total', 'price', 'calculate', 'expenses'],
      examples: ['What does it cost altogether: 4 × 180 € flights and 12 × 75 € rooms?'],
    },
  ],
  reply: (told) => {
    const costs = readCosts(told);
    if (costs.length === 0) return { kind: 'rejected', text: 'There are no costs in euros in what I was given.' };
    const total = costs.reduce((sum, { times, each }) => sum + times * each, 0);
    const limit = readBudget(told);
    const within =
      typeof limit === 'number' ? ` That is ${total <= limit ? 'within' : 'over'} the budget of ${limit} €.` : '';
    const text = `${costs.map(line).join(' + ')} = ${total} € altogether.${within}`;
    return { kind: 'done', text, data: { total, currency: 'EUR', items: costs } };
  },
};
