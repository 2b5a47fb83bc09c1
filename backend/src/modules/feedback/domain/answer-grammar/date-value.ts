import { LANGUAGES } from './languages/index.js';
import { normalise } from './normalise.js';

/** `YYYY-MM-DD`, or that several days are possible. */
export type DateValue = { iso: string } | 'ambiguous' | null;

const MAX_LENGTH = 60;

const MONTHS: ReadonlyMap<string, number> = new Map(
  Object.values(LANGUAGES).flatMap(({ months }) =>
    months.flatMap((forms, at) => forms.map((form): [string, number] => [form, at + 1])),
  ),
);
/** What stands between day, month and year. */
const FILLERS = new Set(['de', 'of', 'the', 'del', 'г', 'года', 'roku', 'r']);

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** Null for a day that is in no calendar. */
const dateOf = (year: number, month: number, day: number): DateValue => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1_000;
  return exists ? { iso: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` } : null;
};

/** 3/4 is March or April, depending on where one lives; 13/4 and 4/4 are clear. */
const eitherOrder = (first: number, second: number, year: number): DateValue => {
  if (first !== second && first <= 12 && second <= 12) return 'ambiguous';
  return first > 12 ? dateOf(year, second, first) : dateOf(year, first, second);
};

const YEAR_FIRST = /^(\d{4})(?:-(\d{1,2})-|\/(\d{1,2})\/|\.(\d{1,2})\.)(\d{1,2})$/;
const CJK = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号號]$/;
/** Nobody writes the month first with dots. */
const DOTTED = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/;
const SLASHED = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/;

const inNumbers = (text: string): DateValue => {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2] ?? iso[3] ?? iso[4]), Number(iso[5]));
  const cjk = CJK.exec(text.replaceAll(' ', ''));
  if (cjk) return dateOf(Number(cjk[1]), Number(cjk[2]), Number(cjk[3]));
  const dotted = DOTTED.exec(text);
  if (dotted) return dateOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = SLASHED.exec(text);
  return slashed ? eitherOrder(Number(slashed[1]), Number(slashed[3]), Number(slashed[4])) : null;
};

/** "4 March 2027", "March 4th, 2027", "4. März 2027", "4 de marzo de 2027", "2027 March 4". */
const inWords = (text: string): DateValue => {
  const words = text.split(/[ .,]/).filter((word) => word !== '' && !FILLERS.has(word));
  const months = words.flatMap((word) => MONTHS.get(word) ?? []);
  const years = words.filter((word) => /^\d{4}$/.test(word)).map(Number);
  const days = words.flatMap((word) => /^(\d{1,2})(?:st|nd|rd|th|er|e|º|o)?$/.exec(word)?.[1] ?? []).map(Number);
  if (words.length !== 3 || months.length !== 1 || years.length !== 1 || days.length !== 1) return null;
  return dateOf(years[0] ?? 0, months[0] ?? 0, days[0] ?? 0);
};

/** A day with its year, in any of the languages. A day without one ("tomorrow", "4 March") is none. */
export const readDateValue = (text: string): DateValue => {
  if (text.length > MAX_LENGTH) return null;
  const written = normalise(text);
  return inNumbers(written) ?? inWords(written);
};
