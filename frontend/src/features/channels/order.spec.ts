import { describe, expect, it } from 'vitest';
import { inOrder, movedBy } from './order';

describe('order', () => {
  it('moves one place', () => {
    expect(movedBy(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(movedBy(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  });

  it('stays at the ends, and without the member', () => {
    expect(movedBy(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(movedBy(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
    expect(movedBy(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
  });

  it('sorts by ids, and keeps what they do not name last', () => {
    const of = (...ids: string[]) => ids.map((id) => ({ id }));
    expect(inOrder(of('new', 'a', 'b'), ['b', 'a'])).toEqual(of('b', 'a', 'new'));
  });
});
