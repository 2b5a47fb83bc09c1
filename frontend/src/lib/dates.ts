const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

const startOfDay = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
const daysApart = (at: number, now: number) => Math.round((startOfDay(now) - startOfDay(at)) / DAY);
const dated = (at: number, now: number) =>
  new Date(at).getFullYear() === new Date(now).getFullYear() ? dayMonth.format(at) : dayMonthYear.format(at);

export const clockTime = (iso: string) => time.format(new Date(iso));
/** With day, seconds and all: for the hover. */
export const exactTime = (iso: string) => exact.format(new Date(iso));

/** `Today`, `Yesterday`, `Tuesday`, `3 Nov`: the separator between days. */
export const dayName = (iso: string, now: number) => {
  const at = Date.parse(iso);
  const days = daysApart(at, now);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return days > 1 && days < 7 ? weekday.format(at) : dated(at, now);
};

/** Short form for lists: `now`, `5 m`, `14:02`, `Tue`, `3 Nov`. */
export const shortTime = (iso: string, now: number) => {
  const at = Date.parse(iso);
  const age = now - at;
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} m`;
  const days = daysApart(at, now);
  if (days === 0) return time.format(at);
  if (days === 1) return 'Yesterday';
  return days < 7 ? weekday.format(at).slice(0, 3) : dated(at, now);
};

/** `14:02` today, `tomorrow 14:02`, `Tuesday 14:02` within a week, `3 Nov 14:02` else. */
export const timeWithDay = (iso: string, now: number) => {
  const at = Date.parse(iso);
  const days = daysApart(at, now);
  if (days === 0) return time.format(at);
  if (days === -1) return `tomorrow ${time.format(at)}`;
  const day = Math.abs(days) < 7 ? weekday.format(at) : dated(at, now);
  return `${day} ${time.format(at)}`;
};

/** A span in the words people use: `40 ms`, `0.4 s`, `12 s`, `2 m`, `3 h 5 m`, `2 d`. */
export const span = (ms: number) => {
  if (ms < 100) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / 1_000)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} m`;
  if (ms < DAY) {
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    return `${Math.floor(ms / HOUR)} h${minutes ? ` ${minutes} m` : ''}`;
  }
  return `${Math.floor(ms / DAY)} d`;
};

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Time that is left, second by second: `0:09`, `1:30`, `2:05:00`; from a day on in words. */
export const countdown = (ms: number) => {
  const left = Math.max(0, Math.ceil(ms / 1_000));
  if (left >= DAY / 1_000) return span(ms);
  const hours = Math.floor(left / 3_600);
  const minutes = Math.floor((left % 3_600) / 60);
  const seconds = twoDigits(left % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${seconds}` : `${minutes}:${seconds}`;
};
