import { describe, expect, it } from 'vitest';
import { type Arguments, compareArguments, isEdited, parseArguments, showValue } from './tool-arguments';

describe('edited arguments', () => {
  it.each(['', '[]', 'null', '"text"', '{"a": }'])('refuses %s', (text) => {
    expect(parseArguments(text).ok).toBe(false);
  });

  it('takes an object', () => {
    expect(parseArguments('{"a": [1]}')).toEqual({ ok: true, value: { a: [1] } });
  });

  it('tells what was edited, removed and added, in the order of the call', () => {
    const shown = compareArguments({ a: 1, b: { c: 2 }, d: 3 }, { e: 4, b: { c: 9 }, a: 1 });
    expect(shown).toEqual([
      { name: 'a', value: 1, change: null },
      { name: 'b', value: { c: 9 }, change: 'edited' },
      { name: 'd', value: 3, change: 'removed' },
      { name: 'e', value: 4, change: 'added' },
    ]);
  });

  it.each([
    [{ a: null }, {}, true],
    [{}, { a: null }, true],
    [{ a: { x: 1, y: [2] }, b: 1 }, { b: 1, a: { y: [2], x: 1 } }, false],
    [{ a: [1, 2] }, { a: [2, 1] }, true],
    [{ a: '1' }, { a: 1 }, true],
    [{}, { toString: 1 }, true],
  ])('%j against %j is an edit: %s', (before, after, edited) => {
    expect(isEdited(before as Arguments, after as unknown as Arguments)).toBe(edited);
  });

  it('shows text bare and the rest as JSON', () => {
    expect([showValue('x'), showValue(null), showValue(false)]).toEqual(['x', 'null', 'false']);
  });
});
