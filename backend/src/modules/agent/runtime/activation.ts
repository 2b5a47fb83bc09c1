import { isDatabaseOutage } from '../../../platform/prisma/index.js';
import { LeaseLost, type RunLease } from '../../agent-state/index.js';
import type { Journal } from './journal.js';

/**
 * One pass of the agent function over its journal. Knows what is being worked on and what waits for a person, and so
 * when nothing is left to do but wait.
 */
export class Activation {
  private readonly abort = new AbortController();
  private inFlight = 0;
  private parked = 0;
  private readonly waiting = Promise.withResolvers<'waiting'>();
  private readonly gone = Promise.withResolvers<'lost'>();

  constructor(
    readonly lease: RunLease,
    readonly journal: Journal,
  ) {}

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Resolves when every line of work waits for a person. */
  get idle(): Promise<'waiting'> {
    return this.waiting.promise;
  }

  /** Resolves when the run no longer belongs to this worker, or was stopped. */
  get lost(): Promise<'lost'> {
    return this.gone.promise;
  }

  /** Runs one unit. If the lease is lost meanwhile, the agent's code never hears of it: it just does not go on. */
  async track<T>(work: () => Promise<T>): Promise<T> {
    if (this.signal.aborted) return this.never();
    this.inFlight++;
    try {
      return await work();
    } catch (error) {
      if (error instanceof LeaseLost) this.lose();
      if (this.signal.aborted) return await this.never<T>();
      throw error;
    } finally {
      this.inFlight--;
      this.lookForIdle();
    }
  }

  /**
   * A call of ours to the database within a unit. If that is away, it is not the agent's failure: this pass ends, and the
   * next one finds in the journal what had been committed.
   */
  async store<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw isDatabaseOutage(error) ? new LeaseLost() : error;
    }
  }

  /** A unit that waits for a person: it resolves in a later activation, from the journal. */
  park<T>(): Promise<T> {
    this.parked++;
    this.lookForIdle();
    return this.never();
  }

  lose(): void {
    this.end();
    this.gone.resolve('lost');
  }

  /** Nothing of this pass may go on. */
  end(): void {
    this.abort.abort();
  }

  /** The code after a unit runs in microtasks, so it has begun its next unit before two turns are over. */
  private lookForIdle(): void {
    if (this.inFlight > 0 || this.parked === 0) return;
    setImmediate(() =>
      setImmediate(() => {
        if (this.inFlight === 0) this.waiting.resolve('waiting');
      }),
    );
  }

  private never<T>(): Promise<T> {
    return new Promise<T>(() => undefined);
  }
}
