import { runStatusSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { canRetry, hasEnded, RUN_TRANSITIONS } from './run-status.js';

describe('run status', () => {
  it('knows every status of the contract', () =>
    expect(Object.keys(RUN_TRANSITIONS).sort()).toEqual([...runStatusSchema.options].sort()));

  it('ends in exactly these', () =>
    expect(runStatusSchema.options.filter(hasEnded)).toEqual(['COMPLETED', 'FAILED', 'CANCELLED']));

  it('goes on with what ended without success', () =>
    expect(runStatusSchema.options.filter((status) => canRetry(status, false))).toEqual(['FAILED', 'CANCELLED']));

  it('does again, from a step on, whatever has ended', () =>
    expect(runStatusSchema.options.filter((status) => canRetry(status, true))).toEqual(
      runStatusSchema.options.filter(hasEnded),
    ));

  it('can be stopped from every state that is not an end', () => {
    for (const status of runStatusSchema.options)
      if (!hasEnded(status)) expect(RUN_TRANSITIONS[status]).toContain('CANCELLED');
  });
});
