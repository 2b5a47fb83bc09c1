import { randomUUID } from 'node:crypto';
import { SharedLedger } from './shared-ledger.js';

/**
 * Counts uses over several processes and their restarts. Each use is written down first and then finds its place in the
 * line, so that of two processes that want the last one exactly one gets it.
 */
export class SharedUses {
  private readonly ledger: SharedLedger<{ of: string; use: string }>;

  constructor(file: string) {
    this.ledger = new SharedLedger(file);
  }

  /** @returns whether this is one of the first `limit` uses */
  take(of: string, limit: number): boolean {
    const use = randomUUID();
    this.ledger.append({ of, use });
    const place = this.ledger
      .entries()
      .filter((entry) => entry.of === of)
      .findIndex((entry) => entry.use === use);
    return place >= 0 && place < limit;
  }
}
