import type { LedgerEntry } from '@parley/sandbox/kit';

/** What a step did to the outside world, as the outside world has it: an append-only file beside the process. */
export interface Effect extends LedgerEntry {
  /** The idempotency key that the step was given: run and journal key. */
  readonly key: string;
  /** Which start of the process did it: 1 before the kill, 2 after. */
  readonly life: '1' | '2';
  readonly detail: string;
  readonly time: string;
}
