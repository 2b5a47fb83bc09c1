import type { RunView, Step } from '@parley/contracts';
import { isRunActive } from '@/lib/run-words';

/** What a retry from a step would keep and do again, in the words of the journal: steps stand in the order they began. */
export const retryPlan = (steps: readonly Step[], fromKey: string) => {
  const first = steps.findIndex((step) => step.key === fromKey);
  const again = first < 0 ? [] : steps.slice(first);
  return {
    kept: first < 0 ? 0 : steps.slice(0, first).filter((step) => step.status === 'COMPLETED').length,
    again,
    questions: again.filter((step) => step.kind === 'ASK').length,
  };
};

/** Only the newest run of a session can be tried again, and only when it is over. */
export const canRetry = (run: Pick<RunView, 'status' | 'newest'>) => run.newest && !isRunActive(run);
/** What went well is done again only from a chosen step. */
export const canGoOn = (run: Pick<RunView, 'status' | 'newest'>) => canRetry(run) && run.status !== 'COMPLETED';
