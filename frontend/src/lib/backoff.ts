export interface Backoff {
  /** Milliseconds to wait before the next try, at least as long as the other side asked for. */
  next(atLeast?: number): number;
  /** It worked: the next failure starts small again. */
  reset(): void;
}

/** Waits that double up to a ceiling. Half of each is chance, so that tabs which failed together do not return together. */
export const createBackoff = (first: number, ceiling: number, random: () => number = Math.random): Backoff => {
  let failures = 0;
  return {
    next: (atLeast = 0) => {
      const wait = Math.min(ceiling, first * 2 ** failures);
      // A tab that stays open for days must not count into infinity.
      if (wait < ceiling) failures += 1;
      return atLeast + wait / 2 + (wait / 2) * random();
    },
    reset: () => {
      failures = 0;
    },
  };
};
