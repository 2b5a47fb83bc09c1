import type { FeedbackRequest } from '@parley/contracts';
import { timeWithDay } from '@/lib/dates';

export interface Waiting {
  text: string;
  /** Nobody is asked for a while. */
  asleep: boolean;
}

const awake = (text: string): Waiting => ({ text, asleep: false });

/** What an agent waits for: the person, somebody else, or the end of a snooze. Null when nothing is open. */
export const waitingOf = (
  open: readonly FeedbackRequest[],
  mine: readonly FeedbackRequest[],
  now: number,
): Waiting | null => {
  if (mine.length > 1) return awake(`${mine.length} questions wait for you`);
  if (mine.length === 1) return awake('Waiting for you');
  const [first] = open;
  if (!first) return null;
  const until = first.snoozedUntil;
  if (until && Date.parse(until) > now) return { text: `Snoozed until ${timeWithDay(until, now)}`, asleep: true };
  return awake(`Waiting for ${first.delegation?.to.name ?? 'somebody else'}`);
};
