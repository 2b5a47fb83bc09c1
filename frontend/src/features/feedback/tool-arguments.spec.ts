import { describe, expect, it } from 'vitest';
import { changedNames, parseArguments, showValue } from './tool-arguments';

describe('edited arguments', () => {
  it.each(['', '[]', 'null', '"text"', '{"a": }'])('refuses %s', (text) => {
    expect(parseArguments(text).ok).toBe(false);
  });

  it('takes an object', () => {
    expect(parseArguments('{"a": [1]}')).toEqual({ ok: true, value: { a: [1] } });
  });

  it('names what changed, came and went', () => {
    expect(changedNames({ a: 1, b: { c: 2 }, d: 3 }, { a: 1, b: { c: 9 }, e: 4 })).toEqual(['b', 'd', 'e']);
  });

  it('shows text bare and the rest as JSON', () => {
    expect([showValue('x'), showValue(null), showValue(false)]).toEqual(['x', 'null', 'false']);
  });
});
