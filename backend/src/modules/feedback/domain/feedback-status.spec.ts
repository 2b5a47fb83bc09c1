import { feedbackStatusSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { FEEDBACK_TRANSITIONS, isTerminal } from './feedback-status.js';

describe('feedback status', () => {
  it('knows every status of the contract', () =>
    expect(Object.keys(FEEDBACK_TRANSITIONS).sort()).toEqual([...feedbackStatusSchema.options].sort()));

  it('has one open state, and from it every end can be reached', () => {
    const open = feedbackStatusSchema.options.filter((status) => !isTerminal(status));
    expect(open).toEqual(['PENDING']);
    expect([...FEEDBACK_TRANSITIONS.PENDING].sort()).toEqual(feedbackStatusSchema.options.filter(isTerminal).sort());
  });
});
