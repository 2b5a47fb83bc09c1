import type { FeedbackAnswer } from '@parley/contracts';

/**
 * `unclear`: the text speaks of the question but can be understood in several ways; `no_match`: it does not;
 * `incomplete`: fields are missing. The hint is written for the person.
 */
export interface Unread {
  ok: false;
  reason: 'unclear' | 'no_match' | 'incomplete';
  hint: string;
}

/** What a text says to a question. */
export type Reading = { ok: true; answer: FeedbackAnswer } | Unread;

export const read = (answer: FeedbackAnswer): Reading => ({ ok: true, answer });
export const unclear = (hint: string): Unread => ({ ok: false, reason: 'unclear', hint });
export const noMatch = (hint: string): Unread => ({ ok: false, reason: 'no_match', hint });
export const incomplete = (hint: string): Unread => ({ ok: false, reason: 'incomplete', hint });
