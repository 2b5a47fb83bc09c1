const FIRST_MS = 5_000;
const LONGEST_MS = 10 * 60_000;

/** When to look at an agent again: on a beat while it is well, in growing pauses while it is not, in milliseconds. */
export const nextCheckMs = (failures: number, intervalMs: number): number =>
  failures === 0 ? intervalMs : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
