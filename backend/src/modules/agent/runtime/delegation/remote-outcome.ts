import type { FeedbackOutcome } from '../../../feedback/index.js';
import { AgentCallFailed } from '../../directory/remote/agent-call-failed.js';
import type { DelegationOutcome } from '../delegation.js';

export const gone = (agent: string): DelegationOutcome => ({
  kind: 'unreachable',
  message: `${agent} is not in the directory any more.`,
});

/** What a failed call means for the task. @throws whatever is no failure of the agent's */
export const outcomeOfFailure = (agent: string, error: unknown): DelegationOutcome => {
  if (!(error instanceof AgentCallFailed)) throw error;
  const message = `${agent}: ${error.message}`.slice(0, 500);
  return { kind: error.failure.kind === 'unavailable' ? 'unreachable' : 'failed', message };
};

type Unanswered = Exclude<FeedbackOutcome, { kind: 'answered' }>;

export const outcomeOfSilence = (agent: string, outcome: Unanswered): DelegationOutcome => {
  const why = {
    expired: 'nobody answered in time',
    cancelled: 'the question was withdrawn',
    undeliverable: 'the question could not be delivered',
  }[outcome.kind];
  return { kind: 'unanswered', message: `${agent} asked, and ${why}.` };
};
