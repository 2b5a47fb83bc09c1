import { isDatabaseOutage } from '../../../platform/prisma/index.js';
import { type JournalEntry, LeaseLost, type RunLease } from '../../agent-state/index.js';
import type { Journal } from './journal.js';

/** Every pass ends with it, so it is made once: its stack costs more than all else that ending does. */
const OVER = new DOMException('This pass of the run is over.', 'AbortError');

/**
 * One pass of the agent function over its journal. Knows what is being worked on and what waits for a person, and so
 * when nothing is left to do but wait.
 */
export class Activation {
  private readonly abort = new AbortController();
  private inFlight = 0;
  private readonly parked = new Map<string, (outcome: unknown) => void>();
  private over = false;
  private resting = false;
  private retiring = false;
  private asked = false;
  private readonly waiting = Promise.withResolvers<'waiting'>();
  private readonly gone = Promise.withResolvers<'lost'>();
  private readonly done = Promise.withResolvers<void>();

  constructor(
    readonly lease: RunLease,
    readonly journal: Journal,
  ) {}

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** From within a unit: no other one goes on. */
  get isAlone(): boolean {
    return this.inFlight === 1;
  }

  /**
   * A step may work before its beginning is stored: nothing else goes on, nobody else can hold the run, and the session does
   * not say that the agent waits, which only a unit that begins takes back.
   */
  get mayBeginUntold(): boolean {
    return this.isAlone && !this.asked && performance.now() < this.lease.sureUntil;
  }

  /** A person is asked, which from now on is what the session says of its agent. */
  asks(): void {
    this.asked = true;
  }

  /** Resolves when every line of work waits for a person. */
  get idle(): Promise<'waiting'> {
    return this.waiting.promise;
  }

  /** Resolves when the run no longer belongs to this worker, or was stopped. */
  get lost(): Promise<'lost'> {
    return this.gone.promise;
  }

  /** Resolves when nothing of this pass goes on any more. */
  get ended(): Promise<void> {
    return this.done.promise;
  }

  /** True while one unit is all that goes on, and the code has come to where the journal ends: once it waits, the run does. */
  get wouldRest(): boolean {
    return this.isAlone && !this.over && !this.retiring && !this.signal.aborted && this.journal.isReplayed;
  }

  /** The run waits already, and may be somebody else's by now: it was suspended with its question. */
  get rests(): boolean {
    return this.resting;
  }

  rest(): void {
    this.resting = true;
    this.over = true;
    this.waiting.resolve('waiting');
  }

  /** Runs one unit. If the lease is lost meanwhile, the agent's code never hears of it: it just does not go on. */
  async track<T>(work: () => Promise<T>): Promise<T> {
    if (this.signal.aborted || this.retiring) return this.never();
    this.inFlight++;
    try {
      return await work();
    } catch (error) {
      if (error instanceof LeaseLost) this.lose();
      if (this.signal.aborted) return await this.never<T>();
      throw error;
    } finally {
      this.inFlight--;
      if (this.retiring) this.loseSoon();
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

  /** A unit that waits for a person. It resolves from the journal: here, if other work keeps this pass alive, or in a later one. */
  park<T>(key: string): Promise<T> {
    return new Promise<T>((resolve) => {
      this.parked.set(key, resolve as (outcome: unknown) => void);
      this.lookForIdle();
    });
  }

  /** Hands over what has been answered meanwhile. @returns false when this pass has come to its end and cannot take it */
  resume(entries: readonly JournalEntry[]): boolean {
    if (this.over) return false;
    for (const { key, status, result } of entries) {
      const resolve = status === 'COMPLETED' && this.parked.get(key);
      if (!resolve) continue;
      this.parked.delete(key);
      resolve(result);
    }
    return true;
  }

  /** No unit begins any more; those that are under way may end, and then this pass is given up. */
  retire(): void {
    this.retiring = true;
    this.loseSoon();
  }

  lose(): void {
    this.end();
    this.gone.resolve('lost');
  }

  /** Nothing of this pass may go on. */
  end(): void {
    this.over = true;
    this.abort.abort(OVER);
    this.done.resolve();
  }

  /** Not before the code behind the last unit has run: the agent may have come to its end. */
  private loseSoon(): void {
    setImmediate(() =>
      setImmediate(() => {
        if (this.inFlight === 0) this.gone.resolve('lost');
      }),
    );
  }

  /** The code after a unit runs in microtasks, so it has begun its next unit before two turns are over. */
  private lookForIdle(): void {
    if (!this.onlyWaits()) return;
    setImmediate(() =>
      setImmediate(() => {
        if (!this.onlyWaits()) return;
        this.over = true;
        this.waiting.resolve('waiting');
      }),
    );
  }

  private onlyWaits(): boolean {
    return this.inFlight === 0 && this.parked.size > 0;
  }

  private never<T>(): Promise<T> {
    return new Promise<T>(() => undefined);
  }
}
