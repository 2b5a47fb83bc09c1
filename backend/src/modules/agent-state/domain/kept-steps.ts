import type { StepStatus } from '@parley/contracts';

export interface PastStep {
  id: string;
  key: string;
  status: StepStatus;
  /** In which order they began. */
  position: number;
  /** ISO 8601. */
  startedAt: string;
  endedAt: string | null;
}

const pathOf = (key: string) => key.slice(0, key.lastIndexOf('/') + 1);

/**
 * The agent's code caught this failure and went on: a step began after it, on its path or on one that it belongs to.
 * Whoever goes over the journal again must meet it there, or the code would take another way.
 */
const wasCaught = (failed: PastStep, steps: readonly PastStep[]) =>
  failed.status === 'FAILED' &&
  steps.some(
    (later) =>
      later.position > failed.position &&
      Date.parse(later.startedAt) >= Date.parse(failed.endedAt ?? '') &&
      pathOf(failed.key).startsWith(pathOf(later.key)),
  );

/**
 * What a retry takes over: of the steps that began before `before`, those that are done. Unfinished ones and the failure
 * that ended the run are done again.
 * @param before position of the first step to be done again
 */
export const keptSteps = (steps: readonly PastStep[], before: number): PastStep[] =>
  steps.filter((step) => step.position < before && (step.status === 'COMPLETED' || wasCaught(step, steps)));
