import { Injectable } from '@nestjs/common';
import type { TakenRun } from './run-lease.js';

/**
 * Whoever settles the question that a run waits for, or stores the message that begins one, may take the run in the same
 * statement, so that nobody waits for a second commit. What was taken lies here until the runtime of this process takes it up.
 */
@Injectable()
export class RunTaker {
  private room: (runs: number) => number | null = () => null;
  private readonly taken = new Map<string, TakenRun>();

  /** @param room for how long this process may take so many more runs, in milliseconds; null: it has no room for all of them */
  register(room: (runs: number) => number | null): void {
    this.room = room;
  }

  /** Null: runs are to be woken only, for whoever has room. */
  leaseMs(runs = 1): number | null {
    return this.room(this.taken.size + runs);
  }

  put(run: TakenRun): void {
    this.taken.set(run.lease.runId, run);
  }

  takeUp(runId: string): TakenRun | undefined {
    const run = this.taken.get(runId);
    this.taken.delete(runId);
    return run;
  }
}
