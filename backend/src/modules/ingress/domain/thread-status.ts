import type { FeedbackRequest, Run, Thread } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';

/** A run that waits for answers, and has none to look at, needs the person; with one it is about to go on. */
export const threadStatus = (run: (Run & { awake: boolean }) | null, pending: FeedbackRequest[]): Thread['status'] => {
  if (!run) return 'completed';
  switch (run.status) {
    case 'QUEUED':
    case 'RUNNING':
      return 'running';
    case 'WAITING_FOR_FEEDBACK':
      return run.awake || pending.length === 0 ? 'running' : 'pending_user_input';
    case 'COMPLETED':
      return 'completed';
    case 'FAILED':
    case 'CANCELLED':
      return 'error';
    default:
      return assertNever(run.status);
  }
};
