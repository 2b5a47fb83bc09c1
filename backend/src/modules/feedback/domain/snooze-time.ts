import { Temporal } from 'temporal-polyfill';
import { normalise } from './answer-grammar/normalise.js';
import { momentsIn } from './snooze-time/moments.js';

export type SnoozeTime = { ok: true; until: Date } | { ok: false; hint: string };

/** Longer than anybody says a time, and short enough for the patterns of the date library. */
const MAX_LENGTH = 80;

const no = (hint: string): SnoozeTime => ({ ok: false, hint });
const NOT_READ = no('Say when, such as "tomorrow 9:00" or "monday 10am".');
const SEVERAL = no('That can be several moments: say it such as "2027-03-04 9:00".');
const PAST = no('That moment has passed.');
const TOO_FAR = no('A question can rest for a year at most.');

const zoned = (now: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);

const moments = (text: string, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime[] =>
  text.length > MAX_LENGTH ? [] : momentsIn(normalise(text), now);

/**
 * Words for a moment, in any of the languages, on the clock of the person's time zone (IANA name). The whole text has to
 * be one moment. Without a time of day it is 9:00. A time that a change of the clocks skips is moved on by an hour; of a time
 * that comes twice the first one counts.
 */
export const readSnoozeTime = (text: string, now: Date, timeZone: string): SnoozeTime => {
  const from = zoned(now, timeZone);
  const [until, ...others] = moments(text, from);
  if (!until) return NOT_READ;
  if (others.length > 0) return SEVERAL;
  if (until.epochMilliseconds <= now.getTime()) return PAST;
  if (Temporal.ZonedDateTime.compare(until, from.add({ years: 1 })) > 0) return TOO_FAR;
  return { ok: true, until: new Date(until.epochMilliseconds) };
};

/** Any day will do to see whether words are a time at all. */
const ANY_DAY = zoned(new Date('2027-01-04T12:00:00Z'), 'UTC');

/** Are these words a time, whatever moment it is? */
export const isTime = (text: string): boolean => moments(text, ANY_DAY).length > 0;
