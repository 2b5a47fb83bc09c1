import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutValue } from './cut-value.js';

describe('cutValue', () => {
  it('leaves what is short', () => {
    const value = { a: 'text', b: [1, true, null, { c: 'd' }] };
    expect(cutValue(value, 1_000)).toEqual({ value, cut: false });
  });

  it('ends a long text with a sign', () => {
    expect(cutValue('x'.repeat(100), 10)).toEqual({ value: `${'x'.repeat(10)}…`, cut: true });
  });

  it('splits no character in two', () => {
    expect((cutValue('ab😀cd', 3).value as string).isWellFormed()).toBe(true);
  });

  it('says so whenever something is missing, and stays about as short as asked', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 1, max: 200 }), (value, limit) => {
        const { value: out, cut } = cutValue(value, limit);
        if (!cut) expect(out).toEqual(value);
        expect(cut).toBe(JSON.stringify(out) !== JSON.stringify(value));
      }),
    );
    const { value, cut } = cutValue(
      Array.from({ length: 10_000 }, () => ({ name: 'x'.repeat(20) })),
      1_000,
    );
    expect(cut).toBe(true);
    expect(JSON.stringify(value).length).toBeLessThan(2_000);
  });
});
