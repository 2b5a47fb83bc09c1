const format = (options: Intl.DateTimeFormatOptions) => {
  const made = new Intl.DateTimeFormat('en-GB', options);
  return (moment: number): string => made.format(moment);
};

/** "14:02" */
export const clockTime = format({ hour: '2-digit', minute: '2-digit' });
/** "14:02:11" */
export const exactTime = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = format({ day: 'numeric', month: 'short' });
const dayOfYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
/** "Saturday 21 November 2026 at 14:02:11" */
export const wholeMoment = format({ dateStyle: 'full', timeStyle: 'medium' });

const isSameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();
const isSameYear = (one: number, other: number): boolean =>
  new Date(one).getFullYear() === new Date(other).getFullYear();

/** "14:02" of today, "3 Mar" of this year, "3 Mar 2025". In milliseconds. */
export const shortMoment = (moment: number, now: number): string => {
  if (isSameDay(moment, now)) return clockTime(moment);
  return isSameYear(moment, now) ? day(moment) : dayOfYear(moment);
};

/** With the time of day in any case. */
export const dayAndTime = (moment: number, now: number): string =>
  isSameDay(moment, now) ? clockTime(moment) : `${shortMoment(moment, now)}, ${clockTime(moment)}`;
