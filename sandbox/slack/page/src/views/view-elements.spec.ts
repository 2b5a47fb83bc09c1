import { expect, it } from 'vitest';
import type { View } from '../data/types';
import { enteredIn, storedValue } from './view-elements';

const input = (block_id: string, action_id: string, more: object = {}) => ({
  ...{ type: 'input', block_id, element: { type: 'plain_text_input', action_id } },
  ...more,
});
const view = {
  blocks: [
    input('a', 'name'),
    input('b', 'twice'),
    input('c', 'twice', { dispatch_action: true }),
    input('d', 'other'),
  ],
  state: { values: { a: { name: { type: 'plain_text_input', value: 'before' } } } },
} as unknown as View;

it('sends what was entered, and nothing for what was emptied', () => {
  const { values, single } = enteredIn(
    view,
    new Map([
      ['a/name', 'Mira'],
      ['d/other', ''],
    ]),
  );
  expect(values).toEqual({ name: 'Mira', other: null });
  expect(single).toEqual([]);
});

it('sends one by one where an action_id stands twice, but nothing that would make the app act', () => {
  const { values, single } = enteredIn(
    view,
    new Map([
      ['b/twice', 'x'],
      ['c/twice', 'y'],
    ]),
  );
  expect(values).toEqual({});
  expect(single.map(({ key }) => key)).toEqual(['b/twice']);
});

it('forgets what belongs to an element that is gone', () => {
  expect(enteredIn(view, new Map([['gone/name', 'x']])).values).toEqual({});
});

it('shows what the server holds', () => {
  const block = { type: 'input', block_id: 'a' };
  expect(storedValue(view, block, { type: 'plain_text_input', action_id: 'name' })).toBe('before');
  expect(storedValue(view, block, { type: 'plain_text_input', action_id: 'unknown' })).toBeNull();
});
