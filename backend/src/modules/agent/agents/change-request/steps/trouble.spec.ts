import { describe, expect, it } from 'vitest';
import type { ToolOutcome } from '../../../runtime/tool-use.js';
import { troubleWith } from './trouble.js';

const step = { what: 'create the branch `x`', soFar: 'I committed nothing.', without: 'Nothing was changed.' };
const done = { kind: 'done', text: 'no', data: null, isError: false, arguments: {}, cut: false } as const;

describe('troubleWith', () => {
  it.each<[string, ToolOutcome]>([
    ['what was done', done],
    ['what was done and says more than anybody keeps', { ...done, cut: true }],
  ])('has nothing against %s', (_what, outcome) => {
    expect(troubleWith(outcome, step)).toBeNull();
  });

  it('claims that nothing was changed only where that is known', () => {
    expect(troubleWith({ ...done, isError: true }, step)).toBe(
      'I could not create the branch `x`: no\n\nNothing was changed.',
    );
    const unknown = troubleWith({ kind: 'unknown', message: 'It did not answer in time.' }, step);
    expect(unknown).toContain('I do not know whether it worked to create the branch `x`');
    expect(unknown).not.toContain('Nothing was changed');
  });
});
