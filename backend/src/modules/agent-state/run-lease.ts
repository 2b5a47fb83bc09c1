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
}

/** The lease went to another worker, or the run was stopped: nothing was written, and nothing more may be. */
export class LeaseLost extends Error {
  constructor() {
    super('The run is no longer held by this worker.');
    this.name = 'LeaseLost';
  }
}
