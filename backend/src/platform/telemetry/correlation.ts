import { AsyncLocalStorage } from 'node:async_hooks';

/** By which the lines of one matter are found among all others. Ids alone, ours each of them. */
export interface Correlation {
  readonly requestId?: string;
  readonly sessionId?: string;
  readonly runId?: string;
  readonly attemptId?: string;
  readonly feedbackRequestId?: string;
  readonly receiptId?: string;
  readonly mailId?: string;
  readonly integrationId?: string;
  readonly job?: string;
}

const NONE: Correlation = {};
const store = new AsyncLocalStorage<Correlation>();

/** Every log line of `work`, and of all that it sets off, carries these ids beside those that are known already. */
export const correlate = <T>(ids: Correlation, work: () => T): T => store.run({ ...store.getStore(), ...ids }, work);

export const correlation = (): Correlation => store.getStore() ?? NONE;
