import { describe, expect, it } from 'vitest';
import { runCost } from './run-cost.js';

const prices = { 'm-1': { input: 2, output: 10 }, free: { input: 0, output: 0 } };
const used = (model: string | null, inputTokens: number | null, outputTokens: number | null) => ({
  model,
  inputTokens,
  outputTokens,
});
const nothing = used(null, null, null);

describe('runCost', () => {
  it('adds up what each model used', () =>
    expect(runCost([used('m-1', 1_000, 500), nothing, used('free', 9, 9)], prices)).toBeCloseTo(0.007, 10));
  it('knows a model by its dated name', () => expect(runCost([used('m-1-2026-08-01', 1_000_000, 0)], prices)).toBe(2));
  it('does not guess by a part of a name', () => expect(runCost([used('m-1-mini', 1, 1)], prices)).toBeNull());
  it('says nothing where a price is missing', () =>
    expect(runCost([used('m-1', 1, 1), used('other', 1, 1)], prices)).toBeNull());
  it('says nothing where nothing was used', () => expect(runCost([nothing], prices)).toBeNull());
  it('takes no name from the prototype', () => expect(runCost([used('constructor', 1, 1)], prices)).toBeNull());
});
