import type { AgentState, Run, Step } from '@parley/contracts';

const ACTIVE_RUN = new Set<Run['status']>(['QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK']);
export const isWorking = (state: AgentState) => state.status === 'THINKING' || state.status === 'ACTING';
export const isWaiting = (state: AgentState) => state.status === 'WAITING_FOR_FEEDBACK';
export const isRunActive = (run: Run | null) => run !== null && ACTIVE_RUN.has(run.status);

/** `read-ticket` → `Read ticket`. Names that are words already stay as they are. */
export const stepName = (name: string) => {
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Steps a person cares about: reading the history is bookkeeping. */
export const shownSteps = (steps: readonly Step[]) => steps.filter((step) => step.kind !== 'HISTORY');

/** Milliseconds a step took, or takes until now. */
export const stepTime = (step: Step, now: number) =>
  (step.endedAt ? Date.parse(step.endedAt) : now) - Date.parse(step.startedAt);
