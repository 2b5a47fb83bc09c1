import { CITIES, type City, MONTHS } from './cities.js';

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const last = <T>(found: readonly T[]): T | undefined => found.at(-1);

/** The city that is named last, if any. */
export const readCity = (told: readonly string[]): City | undefined => {
  const text = folded(told.join('\n'));
  const named = CITIES.map((city) => ({ city, at: text.lastIndexOf(folded(city.name)) })).filter(({ at }) => at >= 0);
  return named.sort((a, b) => b.at - a.at)[0]?.city;
};

/** 0 to 11. "may" in small letters is a verb more often than a month. */
export const readMonth = (told: readonly string[]): number | undefined => {
  const names = MONTHS.map((name) => (name === 'May' ? 'May' : `${name}|${name.toLowerCase()}`)).join('|');
  const word = last([...told.join('\n').matchAll(new RegExp(`\\b(${names})\\b`, 'g'))])?.[1];
  return word === undefined ? undefined : MONTHS.findIndex((name) => name.toLowerCase() === word.toLowerCase());
};
