import { DomainError } from '../../kernel/index.js';

/** Lets few pieces of expensive work run at once and few wait; more are refused instead of piling up. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
  ) {}

  /** @throws DomainError `unavailable` when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.maxRunning) await this.wait();
    else this.running++;
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so nobody can slip in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private wait(): Promise<void> {
    if (this.waiting.length >= this.maxWaiting) {
      throw new DomainError('unavailable', 'Too many people are signing in at the moment.', { retryAfter: 2 });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
