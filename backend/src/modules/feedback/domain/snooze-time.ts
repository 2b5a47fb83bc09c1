import * as chrono from 'chrono-node';
import { Temporal } from 'temporal-polyfill';

export type SnoozeTime = { ok: true; until: Date } | { ok: false; hint: string };

const NOT_READ: SnoozeTime = { ok: false, hint: 'Say when, such as "tomorrow 9:00" or "monday 10am".' };

/** Words for a moment in the person's time zone. */
export const readSnoozeTime = (text: string, now: Date, timeZone: string): SnoozeTime => {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const minutes = local.offsetNanoseconds / 60_000_000_000;
  const until = chrono.parseDate(text, { instant: now, timezone: minutes }, { forwardDate: true });
  return until ? { ok: true, until } : NOT_READ;
};
