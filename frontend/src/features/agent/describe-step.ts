import type { AgentState, Step } from '@parley/contracts';

export const isWorking = (state: AgentState) => state.status === 'THINKING' || state.status === 'ACTING';
export const isWaiting = (state: AgentState) => state.status === 'WAITING_FOR_FEEDBACK';

/** Steps a person cares about: reading the history is bookkeeping. */
export const shownSteps = (steps: readonly Step[]) => steps.filter((step) => step.kind !== 'HISTORY');

/** Milliseconds a step took, or takes until now. */
export const stepTime = (step: Step, now: number) =>
  (step.endedAt ? Date.parse(step.endedAt) : now) - Date.parse(step.startedAt);
