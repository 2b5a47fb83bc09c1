import type { ParsedComponents } from 'chrono-node';
import { Temporal } from 'temporal-polyfill';
import { readDuration, type Span } from './duration.js';
import { LOCALES, type Locale } from './locales.js';

/** When no time of day is said. */
const MORNING = Temporal.PlainTime.from('09:00');
/** Chrono's morning is 6 o'clock. */
const EARLIEST_HOUR = 9;

const after = (now: Temporal.ZonedDateTime, { unit, count }: Span): Temporal.ZonedDateTime =>
  // Days keep the time of day over a change of the clocks; hours are hours.
  now.add({ [unit]: count });

/** What may stand before a moment without being a part of it. */
const LEADING = new Set(
  `until till til to by on at the bis zum am um jusqu'à jusqu'au le la hasta el até fino a al tot op do на до в
  untill`.split(/\s+/),
);

const withoutLeading = (text: string): string => {
  const words = text.split(' ');
  while (words.length > 1 && LEADING.has(words[0] ?? '')) words.shift();
  return words.join(' ');
};

/** The components of a moment that is the whole text, read as if the person's clock showed UTC. */
const componentsOf = (locale: Locale, text: string, shown: Temporal.PlainDateTime): ParsedComponents | null => {
  const prepared = locale.prepare ? locale.prepare(text) : text;
  if (prepared === null) return null;
  const instant = new Date(shown.toZonedDateTime('UTC').epochMilliseconds);
  const [only, ...others] = locale.read.parse(prepared, { instant, timezone: 0 });
  if (!only || others.length > 0 || only.end) return null;
  return withoutLeading(only.text.trim()) === withoutLeading(prepared) ? only.start : null;
};

/** One reading of a text, on the clock that the person sees. */
interface Reading {
  locale: Locale;
  text: string;
  shown: Temporal.PlainDateTime;
  parts: ParsedComponents;
}

const dateOf = (parts: ParsedComponents): Temporal.PlainDate =>
  Temporal.PlainDate.from({
    year: parts.get('year') ?? 0,
    month: parts.get('month') ?? 0,
    day: parts.get('day') ?? 0,
  });

/** Chrono gives noon and "no time at all" the same 12 o'clock. */
const NOON = /noon|mittag|midi|mediodía|mezzogiorno|meio-dia|middag|полдень|południe|正午|中午/;

/** Where no time is said chrono takes the time of now: then another now gives another time. */
const tookNow = ({ locale, text, shown, parts }: Reading): boolean => {
  const other = shown.hour < 12 ? shown.add({ hours: 1 }) : shown.subtract({ hours: 1 });
  return componentsOf(locale, text, other)?.get('hour') !== parts.get('hour');
};

/** The time of day that was said or meant; one that chrono only made up gives way to the morning. */
const timeOf = (reading: Reading): Temporal.PlainTime => {
  const { parts, shown, text } = reading;
  const hour = parts.get('hour') ?? 0;
  if (parts.isCertain('hour')) return new Temporal.PlainTime(hour, parts.get('minute') ?? 0);
  if (parts.tags().has('result/relativeDate')) return shown.toPlainTime();
  const madeUp = (hour === 12 && !NOON.test(text)) || tookNow(reading);
  return madeUp ? MORNING : new Temporal.PlainTime(Math.max(hour, EARLIEST_HOUR));
};

/** The next time that fits: "9:00" and "monday" are never in the past, nor is "4 March" without a year. */
const forward = (parts: ParsedComponents, moment: Temporal.PlainDateTime, shown: Temporal.PlainDateTime) => {
  if (Temporal.PlainDateTime.compare(moment, shown) > 0) return moment;
  if (parts.isCertain('day') && parts.isCertain('year')) return moment;
  if (parts.isCertain('month')) return moment.add({ years: 1 });
  if (parts.isCertain('weekday')) return moment.add({ days: 7 });
  return parts.isCertain('hour') ? moment.add({ days: 1 }) : moment;
};

/** Words that name a month alone, or nothing but a year, are no moment. */
const namesMoment = (parts: ParsedComponents): boolean =>
  parts.isCertain('day') ||
  parts.isCertain('weekday') ||
  parts.isCertain('hour') ||
  parts.tags().has('result/relativeDate');

/** "in an hour and a half", "now": counted from now on, whatever the clocks do. */
const countsFromNow = (parts: ParsedComponents): boolean =>
  parts.tags().has('result/relativeDateAndTime') || parts.tags().has('casualReference/now');

/** Chrono counts on the clock of this machine: far from any day on which that changes it counts right. */
const CALM = Temporal.PlainDateTime.from('2027-01-13T12:00');

const lengthOf = ({ locale, text }: Reading): Temporal.Duration => {
  const parts = componentsOf(locale, text, CALM);
  if (!parts) return new Temporal.Duration();
  const [hour, minute, second] = [parts.get('hour') ?? 0, parts.get('minute') ?? 0, parts.get('second') ?? 0];
  return CALM.until(dateOf(parts).toPlainDateTime({ hour, minute, second }));
};

const momentOf = (reading: Reading, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime => {
  const { parts, shown } = reading;
  if (countsFromNow(parts)) return now.add(lengthOf(reading));
  const said = dateOf(parts).toPlainDateTime(timeOf(reading));
  const offset = parts.get('timezoneOffset');
  if (offset !== null && parts.isCertain('timezoneOffset')) return atOffset(said, offset, now);
  // A time that the clocks skip is moved on by an hour; of one that comes twice the first counts.
  return forward(parts, said, shown).toZonedDateTime(now.timeZoneId, { disambiguation: 'compatible' });
};

/** "9:00 EST": in minutes from UTC. */
const atOffset = (said: Temporal.PlainDateTime, offset: number, now: Temporal.ZonedDateTime) =>
  said.toZonedDateTime('UTC').subtract({ minutes: offset }).withTimeZone(now.timeZoneId);

/** Every moment that a normalised text can mean, in any language: several when 3/4 is in March or in April. */
export const momentsIn = (text: string, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime[] => {
  const bare = withoutLeading(text);
  const span = readDuration(text) ?? readDuration(bare);
  if (span) return [after(now, span)];
  const shown = now.toPlainDateTime();
  const found = LOCALES.flatMap((locale) => {
    const parts = componentsOf(locale, bare, shown);
    return parts && namesMoment(parts) ? momentOf({ locale, text: bare, shown, parts }, now) : [];
  });
  return [...new Map(found.map((moment) => [moment.epochMilliseconds, moment])).values()];
};
