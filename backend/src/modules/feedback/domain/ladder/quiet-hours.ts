import { Temporal } from 'temporal-polyfill';

/** Times of day, HH:MM, in the person's time zone. Past midnight when `from` is later than `to`. */
export interface QuietHours {
  from: string;
  to: string;
  /** IANA name. */
  timeZone: string;
}

/**
 * The end of the quiet hours that hold at `now`, in milliseconds since 1970; null outside of them. Wall-clock times, so
 * a night with a change of daylight saving is an hour shorter or longer. A time that the change leaves out begins when the
 * clock goes on (RFC 5545 §3.3.5, Temporal's "compatible").
 */
export const quietUntil = ({ from, to, timeZone }: QuietHours, now: number): number | null => {
  if (from === to) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone);
  const at = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  const today = local.toPlainDate();
  // The hours that began yesterday may still hold.
  for (const day of [today.subtract({ days: 1 }), today]) {
    const end = at(from < to ? day : day.add({ days: 1 }), to);
    if (at(day, from) <= now && now < end) return end;
  }
  return null;
};
