import type { DeliveryRecord } from './delivery-record.js';
import { backoffMs } from './ladder/index.js';

/** Tries for what has no ladder to fall back on, about two minutes in all. */
const MAX_TRIES = 8;
/** Of a card whose question has ended: with five minutes between them about six hours. A button that does nothing misleads. */
const MAX_CLOSING_TRIES = 80;
const PASSING: ReadonlySet<string> = new Set(['rate_limited', 'transient', 'circuit_open', 'not_sent']);

/**
 * When to try a rewriting or a note once more, in milliseconds from now. Null: never by itself (it succeeded, or it cannot).
 * Questions do not come here: their ladder decides.
 * @param random 0 to 1
 * @param closing it rewrites the card of a question that has ended
 */
export const retryWordsIn = (
  record: DeliveryRecord,
  tryNo: number,
  random: number,
  closing: boolean,
): number | null => {
  const maxTries = closing ? MAX_CLOSING_TRIES : MAX_TRIES;
  if (record.status !== 'FAILED' || !PASSING.has(record.errorKind ?? '') || tryNo >= maxTries) return null;
  if (record.errorKind === 'not_sent') return 0;
  return Math.max(backoffMs(tryNo, random), record.retryAfterMs ?? 0);
};
