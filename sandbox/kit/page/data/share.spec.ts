import { expect, it } from 'vitest';
import { share } from './share';

it('gives back the old object when nothing changed', () => {
  const before = { a: [1, { b: 'x' }], c: null };
  expect(share(before, structuredClone(before))).toBe(before);
});

it('keeps the parts that did not change, and shows what did', () => {
  const before = { list: [{ id: 1 }, { id: 2 }], other: { x: 1 } };
  const now = share(before, { list: [{ id: 1 }, { id: 3 }], other: { x: 1 } });
  expect(now).toEqual({ list: [{ id: 1 }, { id: 3 }], other: { x: 1 } });
  expect(now.list[0]).toBe(before.list[0]);
  expect(now.other).toBe(before.other);
  expect(now).not.toBe(before);
});

it.each([
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: 1 }, { b: 1 }],
  [[1, 2], [1]],
  [[1], { 0: 1 }],
  [{ a: undefined }, { b: undefined }],
  [null, { a: 1 }],
])('takes the new value for %j and %j', (before, now) => {
  expect(share(before, now)).toEqual(now);
});
