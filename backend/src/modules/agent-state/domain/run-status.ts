import type { RunStatus } from '@parley/contracts';

/** Allowed moves of a run. The end is final in the database too; a retry is a new run that takes over the journal. */
export const RUN_TRANSITIONS: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  QUEUED: ['RUNNING', 'CANCELLED'],
  // RUNNING → RUNNING: another worker took it over after a crash. RUNNING → QUEUED: given back by a stopping worker.
  RUNNING: ['RUNNING', 'QUEUED', 'WAITING_FOR_FEEDBACK', 'COMPLETED', 'FAILED', 'CANCELLED'],
  WAITING_FOR_FEEDBACK: ['RUNNING', 'CANCELLED'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
};

export const hasEnded = (status: RunStatus): boolean => RUN_TRANSITIONS[status].length === 0;
/** @param fromStep it is said from where: then what went well may be done again, too */
export const canRetry = (status: RunStatus, fromStep: boolean): boolean =>
  status === 'FAILED' || status === 'CANCELLED' || (fromStep && status === 'COMPLETED');
