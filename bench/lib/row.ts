import type { Latency } from './stats.js';

/** A sentence of PRODUCT.md §11 and whether this run kept it. */
export interface Verdict {
  text: string;
  held: boolean;
}

/** One line of the table. */
export interface Row {
  name: string;
  latency?: Latency;
  perSecond?: number;
  /** Of those that were forced, how many went wrong in any way. */
  missed?: number;
  /** Whatever else it took, in words. */
  more?: string;
  /** What the same machine does at best, measured in the same run. */
  floor?: { name: string; latency?: Latency; perSecond?: number };
  /** To users: missing it fails the run. */
  promise?: Verdict;
  /** What we are after. */
  aim?: Verdict;
}

export interface Part {
  title: string;
  rows: Row[];
}

export const below = (what: string, value: number, limit: number): Verdict => ({
  text: `${what} < ${limit} ms`,
  held: value < limit,
});
