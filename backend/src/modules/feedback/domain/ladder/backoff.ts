/** Tries on one rung before it counts as failed: together about 15 s, short enough to reach somebody elsewhere. */
export const MAX_TRIES = 5;
const BASE_MS = 1_000;
const CAP_MS = 5 * 60_000;

/**
 * Time before the try after `tryNo`, in milliseconds: doubled each time, with a random half of it as jitter so that what
 * failed together does not come back together.
 * @param random 0 to 1
 */
export const backoffMs = (tryNo: number, random: number): number => {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** (tryNo - 1));
  return Math.round(full / 2 + (full / 2) * random);
};
