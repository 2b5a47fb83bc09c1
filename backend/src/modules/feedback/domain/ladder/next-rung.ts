import type { DeliveryWhy } from '@parley/contracts';
import { backoffMs, MAX_TRIES } from './backoff.js';
import type { Rung } from './build-ladder.js';
import type { Climb, NextRung, RungAttempt } from './climb.js';

export const MAX_REMINDERS = 10;
/** Somebody who closes the page for a moment comes back; after this they are asked elsewhere. */
export const ABSENCE_GRACE_MS = 15_000;

/** Failures after which the same channel may do better in a moment. The others go to the next rung at once (FB-5). */
const PASSING: ReadonlySet<string> = new Set(['rate_limited', 'transient', 'circuit_open', 'not_sent']);

const waitFor = (until: number, why: Extract<NextRung, { kind: 'wait' }>['why'], rung: Rung | null): NextRung => ({
  kind: 'wait',
  until,
  why,
  rung,
});

const taken = ({ status, returned }: RungAttempt) => status === 'ACCEPTED' && returned !== 'bounced';
const onRung = (rung: Rung) => (attempt: RungAttempt) => attempt.channelId === rung.channelId;
const rungOf = ({ ladder }: Climb, attempt: RungAttempt | undefined) =>
  ladder.find(({ channelId }) => channelId === attempt?.channelId);
const isOutside = ({ channel }: RungAttempt) => channel !== 'WEB';

/** The ladder as it stands now: somebody who looks at the session is asked there first (FB-6). */
const standing = ({ ladder, present, why }: Climb): Rung[] => {
  const web = ladder.find(({ channel }) => channel === 'WEB');
  if (!present || !web || why === 'switched') return [...ladder];
  return [{ ...web, why: 'present' }, ...ladder.filter((rung) => rung !== web)];
};

const untried = (climb: Climb): Rung | undefined => standing(climb).find((rung) => !climb.attempts.some(onRung(rung)));

/** Who has just chosen a channel is awake, until the question has arrived there and nothing comes back. */
const justChosen = ({ why, attempts }: Climb) => why === 'switched' && !attempts.some(taken);
const quiet = (climb: Climb, rung: Rung): number | null =>
  rung.channel === 'WEB' || climb.urgency === 'HIGH' || justChosen(climb) ? null : climb.quietUntil;

/** The same channel again, if that may help and there is still time for it on this rung. */
const retry = (climb: Climb, last: RungAttempt, rung: Rung): NextRung | null => {
  if (last.status !== 'FAILED' || !PASSING.has(last.errorKind ?? '') || last.tryNo >= MAX_TRIES) return null;
  if (last.errorKind === 'circuit_open' && untried(climb)) return null;
  const first = climb.attempts.findLast((attempt) => onRung(rung)(attempt) && attempt.tryNo === 1) ?? last;
  const failedAt = last.endedAt ?? climb.now;
  const earliest = last.errorKind === 'not_sent' ? failedAt : failedAt + backoffMs(last.tryNo, climb.random);
  const at = Math.max(earliest, last.retryAt ?? 0, climb.now);
  const rungEnds = (first.startedAt ?? first.dueAt) + rung.waitMs;
  if (at > rungEnds || (climb.expiresAt !== null && at >= climb.expiresAt)) return null;
  return { kind: 'send', rung, purpose: last.purpose, why: 'retry', tryNo: last.tryNo + 1, at };
};

/** How long the last word stands before the next rung: the rung's wait, less when somebody went away from the page. */
const silenceEnds = (climb: Climb, last: RungAttempt, rung: Rung): { at: number; why: DeliveryWhy } => {
  // Who is out of office will not answer there.
  if (last.returned === 'away') return { at: climb.now, why: 'after_absence' };
  const at = (last.endedAt ?? climb.now) + rung.waitMs;
  const gone = last.why === 'present' && !climb.present;
  const graceEnds = (last.endedAt ?? climb.now) + ABSENCE_GRACE_MS;
  return gone && graceEnds < at ? { at: graceEnds, why: 'after_absence' } : { at, why: 'after_silence' };
};

/** On the thread that took the question last, outside of the web where there is one. */
const remind = (climb: Climb): NextRung | null => {
  const { reminderMs, now, attempts } = climb;
  const last = attempts.at(-1);
  const taking = attempts.filter((attempt) => taken(attempt) && rungOf(climb, attempt));
  const rung = rungOf(climb, taking.findLast(isOutside) ?? taking.at(-1));
  if (reminderMs === null || climb.reminders >= MAX_REMINDERS || !rung || !last) return null;
  const due = (last.endedAt ?? now) + reminderMs;
  if (now < due) return waitFor(due, 'reminder', rung);
  const silentUntil = quiet(climb, rung);
  if (silentUntil !== null) return waitFor(silentUntil, 'quiet_hours', rung);
  return { kind: 'send', rung, purpose: 'REMINDER', why: 'reminder', tryNo: 1, at: now };
};

/** An outcome that stayed unknown may have reached somebody: nobody is alarmed over it. */
const giveUp = (climb: Climb): NextRung => {
  const outside = climb.attempts.filter(isOutside);
  const reached = outside.some((attempt) => taken(attempt) || attempt.status === 'UNKNOWN');
  return { kind: 'give_up', reached: outside.length === 0 || reached };
};

/** Its person wanted it after its deadline, and has not been asked since (FB-14). */
const isPutOff = ({ snoozedUntil, expiresAt, attempts }: Climb) =>
  snoozedUntil !== null && expiresAt !== null && snoozedUntil >= expiresAt && !attempts.some(taken);

const moveOn = (climb: Climb, why: DeliveryWhy): NextRung => {
  const rung = untried(climb);
  if (!rung) return remind(climb) ?? giveUp(climb);
  const silentUntil = quiet(climb, rung);
  if (silentUntil !== null) return waitFor(silentUntil, 'quiet_hours', rung);
  return {
    kind: 'send',
    rung,
    purpose: 'REQUEST',
    why: rung.why === 'present' ? 'present' : why,
    tryNo: 1,
    at: climb.now,
  };
};

/**
 * What to do next about a request nobody has answered (FB-5, FB-6, FB-7): ask on a rung, wait, or give up. Pure, so that
 * any process may decide it at any time and come to the same.
 */
export const nextRung = (climb: Climb): NextRung => {
  const { attempts, snoozedUntil, expiresAt, now } = climb;
  const last = attempts.at(-1);
  const rung = rungOf(climb, last);
  if (last?.endedAt === null) return waitFor(last.dueAt, 'under_way', rung ?? null);
  // Past its deadline a parked question waits quietly: the inbox keeps it, and nobody is sent it any more (FB-2).
  if (expiresAt !== null && expiresAt <= now && !isPutOff(climb)) return giveUp(climb);
  if (snoozedUntil !== null && snoozedUntil > now) return waitFor(snoozedUntil, 'snoozed', null);
  if (!last) {
    const [first] = standing(climb);
    return moveOn(climb, climb.why === 'first' ? (first?.why ?? 'first') : climb.why);
  }
  // Its channel was removed meanwhile.
  if (!rung) return moveOn(climb, 'after_failure');
  const again = retry(climb, last, rung);
  if (again) return again;
  if (!taken(last)) return moveOn(climb, 'after_failure');
  if (climb.tellsOnly && last.returned === null) return giveUp(climb);
  const silence = silenceEnds(climb, last, rung);
  if (last.purpose === 'REQUEST' && now < silence.at && untried(climb)) return waitFor(silence.at, 'silence', rung);
  return moveOn(climb, silence.why);
};
