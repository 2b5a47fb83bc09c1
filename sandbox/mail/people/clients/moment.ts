import type { Language } from '../../model.js';

const LOCALES: Readonly<Record<Language, string>> = {
  ...{ en: 'en-US', de: 'de-DE', es: 'es-ES', fr: 'fr-FR', it: 'it-IT', ja: 'ja-JP' },
  ...{ nl: 'nl-NL', pl: 'pl-PL', pt: 'pt-BR', ru: 'ru-RU', zh: 'zh-CN' },
};

/** A moment in the pieces that mail programs put together, in a language and a time zone. */
export interface Moment {
  y: string;
  /** 11, 20 and 03: two digits. */
  m: string;
  d: string;
  /** 9 instead of 09. */
  m1: string;
  d1: string;
  /** 15:04 */
  time: string;
  seconds: string;
  /** 3:04 PM */
  time12: string;
  weekday: string;
  weekdayLong: string;
  month: string;
  /** 20 ноября, not ноябрь. */
  monthLong: string;
}

export const momentIn = (moment: number, language: Language, timeZone: string): Moment => {
  const date = new Date(moment);
  const part = (locale: string, options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).formatToParts(date).find((found) => found.type === type)
      ?.value ?? '';
  const locale = LOCALES[language];
  const [m, d] = [part('en-CA', { month: '2-digit' }, 'month'), part('en-CA', { day: '2-digit' }, 'day')];
  const long = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;
  const short = { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' } as const;
  return {
    ...{ y: part('en-CA', { year: 'numeric' }, 'year'), m, d, m1: String(Number(m)), d1: String(Number(d)) },
    time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(date),
    seconds: part('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }, 'second'),
    time12: new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit' })
      .format(date)
      .replace(/\s/g, ' '),
    ...{ weekday: part(locale, short, 'weekday'), weekdayLong: part(locale, long, 'weekday') },
    ...{ month: part(locale, short, 'month'), monthLong: part(locale, long, 'month') },
  };
};
