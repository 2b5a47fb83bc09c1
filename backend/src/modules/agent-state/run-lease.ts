import type { StepKind, StepStatus } from '@parley/contracts';

export interface JournalEntry {
  id: string;
  key: string;
  kind: StepKind;
  status: StepStatus;
  position: number;
  result: unknown;
  error: { message: string } | null;
}

/** A run that this process holds. Every write names the version: see `fence`. */
export interface RunLease {
  runId: string;
  sessionId: string;
  ownerId: string;
  ownerName: string;
  agent: string;
  version: number;
  /** What had happened when the journal was read. */
  wakeCount: number;
  crashes: number;
  /** What it was started with, when no message did. */
  input: unknown;
  /** The trace to which it belongs. */
  trace: string | null;
  /** By `performance.now()`: up to here nobody else can have been given the run, unless the whole machine slept meanwhile. */
  sureUntil: number;
}

/**
 * A third of the lease is left over, for what may pass between a look at the clock and the work that follows. It is renewed
 * when a third is gone, so a worker that is well is always sure.
 * @param asked when the database was asked for it, by `performance.now()`: it counts from no earlier
 */
export const sureUntil = (asked: number, leaseMs: number): number => asked + (leaseMs * 2) / 3;

/** A run that this process has just taken up. */
export interface TakenRun {
  lease: RunLease;
  /** Its journal as it stood under the session's lock; null: it has to be loaded. */
  entries: JournalEntry[] | null;
}
/** The same, as the database gives it. */
export type TakenRow = Omit<TakenRun, 'lease'> & { lease: Omit<RunLease, 'sureUntil'> };

/** @param asked when the statement that took it was sent, by `performance.now()` */
export const takenAt = ({ lease, entries }: TakenRow, asked: number, leaseMs: number): TakenRun => ({
  lease: { ...lease, sureUntil: sureUntil(asked, leaseMs) },
  entries,
});

/** The lease went to another worker, or the run was stopped: nothing was written, and nothing more may be. */
export class LeaseLost extends Error {
  constructor() {
    super('The run is no longer held by this worker.');
    this.name = 'LeaseLost';
  }
}
