import type { DeliveryRecord } from './delivery-record.js';
import { backoffMs } from './ladder/index.js';

/** Tries for what has no ladder to fall back on, about four minutes in all. */
const MAX_TRIES = 8;
const PASSING: ReadonlySet<string> = new Set(['rate_limited', 'transient', 'circuit_open', 'not_sent']);

/**
 * When to try a rewriting or a note once more, in milliseconds from now. Null: never by itself (it succeeded, or it cannot).
 * Questions do not come here: their ladder decides.
 * @param random 0 to 1
 */
export const retryWordsIn = (record: DeliveryRecord, tryNo: number, random: number): number | null => {
  if (record.status !== 'FAILED' || !PASSING.has(record.errorKind ?? '') || tryNo >= MAX_TRIES) return null;
  if (record.errorKind === 'not_sent') return 0;
  return Math.max(backoffMs(tryNo, random), record.retryAfterMs ?? 0);
};
