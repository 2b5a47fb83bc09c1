import { type MailAddress, shown } from '../../mime/addresses.js';
import type { Language } from '../../model.js';
import { type Moment, momentIn } from './moment.js';

/** The line above a quote, in the words of one program. `who` is `Name <address>`, `name` the name alone. */
type Line = (when: Moment, who: string, name: string) => string;
export type Attributions = Readonly<Record<Language, Line>>;

export const GMAIL: Attributions = {
  en: (t, who) => `On ${t.weekday}, ${t.month} ${t.d1}, ${t.y} at ${t.time12} ${who} wrote:`,
  de: (t, who) => `Am ${t.weekday}, ${t.d1}. ${t.month} ${t.y} um ${t.time} Uhr schrieb ${who}:`,
  es: (t, who) => `El ${t.weekday}, ${t.d1} ${t.month} ${t.y} a las ${t.time}, ${parenthesised(who)} escribió:`,
  fr: (t, who) => `Le ${t.weekday} ${t.d1} ${t.month} ${t.y} à ${t.time}, ${who} a écrit :`,
  it: (t, who) => `Il giorno ${t.weekday} ${t.d1} ${t.month} ${t.y} alle ore ${t.time} ${who} ha scritto:`,
  ja: (t, who) => `${t.y}年${t.m1}月${t.d1}日(${t.weekday}) ${t.time} ${who}:`,
  nl: (t, who) => `Op ${t.weekday} ${t.d1} ${t.month} ${t.y} om ${t.time} schreef ${who}:`,
  pl: (t, who) => `${t.weekday}, ${t.d1} ${t.month} ${t.y} o ${t.time} ${who} napisał(a):`,
  pt: (t, who) => `Em ${t.weekday}, ${t.d1} de ${t.month} de ${t.y} às ${t.time}, ${who} escreveu:`,
  ru: (t, who) => `${t.weekday}, ${t.d1} ${t.month} ${t.y} г. в ${t.time}, ${who}:`,
  zh: (t, who) => `${who} 于${t.y}年${t.m1}月${t.d1}日${t.weekday} ${t.time}写道：`,
};

export const APPLE: Attributions = {
  en: (t, who) => `On ${t.month} ${t.d1}, ${t.y}, at ${t.time12}, ${who} wrote:`,
  de: (t, who) => `Am ${t.d}.${t.m}.${t.y} um ${t.time} schrieb ${who}:`,
  es: (t, who) => `El ${t.d1} ${t.month} ${t.y}, a las ${t.time}, ${who} escribió:`,
  fr: (t, who) => `Le ${t.d1} ${t.month} ${t.y} à ${t.time}, ${who} a écrit :`,
  it: (t, who) => `Il giorno ${t.d1} ${t.month} ${t.y}, alle ore ${t.time}, ${who} ha scritto:`,
  ja: (t, who) => `${t.y}/${t.m}/${t.d} ${t.time}、${who}のメール:`,
  nl: (t, who) => `Op ${t.d1} ${t.month} ${t.y} om ${t.time} heeft ${who} het volgende geschreven:`,
  pl: (t, who) => `Wiadomość napisana przez ${who} w dniu ${t.d1} ${t.month} ${t.y}, o godz. ${t.time}:`,
  pt: (t, who) => `Em ${t.d1} de ${t.month} de ${t.y}, à(s) ${t.time}, ${who} escreveu:`,
  ru: (t, who) => `${t.d1} ${t.month} ${t.y} г., в ${t.time}, ${who} написал(а):`,
  zh: (t, who) => `${t.y}年${t.m1}月${t.d1}日 ${t.time}，${who} 写道：`,
};

export const THUNDERBIRD: Attributions = {
  en: (t, _, name) => `On ${t.m1}/${t.d1}/${t.y.slice(2)} ${t.time}, ${name} wrote:`,
  de: (t, _, name) => `Am ${t.d}.${t.m}.${t.y.slice(2)} um ${t.time} schrieb ${name}:`,
  es: (t, _, name) => `El ${t.d1}/${t.m1}/${t.y.slice(2)} a las ${t.time}, ${name} escribió:`,
  fr: (t, _, name) => `Le ${t.d}/${t.m}/${t.y} à ${t.time}, ${name} a écrit :`,
  it: (t, _, name) => `Il ${t.d}/${t.m}/${t.y} ${t.time}, ${name} ha scritto:`,
  ja: (t, _, name) => `On ${t.y}/${t.m}/${t.d} ${t.time}, ${name} wrote:`,
  nl: (t, _, name) => `Op ${t.d}-${t.m}-${t.y} om ${t.time} schreef ${name}:`,
  pl: (t, _, name) => `W dniu ${t.d}.${t.m}.${t.y} o ${t.time}, ${name} pisze:`,
  pt: (t, _, name) => `Em ${t.d}/${t.m}/${t.y} ${t.time}, ${name} escreveu:`,
  ru: (t, _, name) => `${t.d}.${t.m}.${t.y} ${t.time}, ${name} пишет:`,
  zh: (t, _, name) => `在 ${t.y}/${t.m1}/${t.d1} ${t.time}, ${name} 写道:`,
};

export const YAHOO: Attributions = {
  en: (t, who) => `On ${t.weekdayLong}, ${t.monthLong} ${t.d1}, ${t.y} at ${t.time}:${t.seconds} GMT, ${who} wrote:`,
  de: (t, who) =>
    `Am ${t.weekdayLong}, ${t.d1}. ${t.monthLong} ${t.y} um ${t.time}:${t.seconds} MEZ hat ${who} Folgendes geschrieben:`,
  es: (t, who) =>
    `El ${t.weekdayLong}, ${t.d1} de ${t.monthLong} de ${t.y}, ${t.time}:${t.seconds} CET, ${who} escribió:`,
  fr: (t, who) => `Le ${t.weekdayLong} ${t.d1} ${t.monthLong} ${t.y} à ${t.time}:${t.seconds} UTC+1, ${who} a écrit :`,
  it: (t, who) =>
    `Il ${t.weekdayLong} ${t.d1} ${t.monthLong} ${t.y} alle ore ${t.time}:${t.seconds} CET, ${who} ha scritto:`,
  ja: (t, who) =>
    `${t.y}年${t.m1}月${t.d1}日 ${t.weekdayLong} ${t.time}:${t.seconds} JST, ${who} は次のように書き込みました:`,
  nl: (t, who) => `Op ${t.weekdayLong} ${t.d1} ${t.monthLong} ${t.y} om ${t.time}:${t.seconds} CET schreef ${who}:`,
  pl: (t, who) =>
    `W dniu ${t.weekdayLong}, ${t.d1} ${t.monthLong} ${t.y} o ${t.time}:${t.seconds} CET użytkownik ${who} napisał:`,
  pt: (t, who) =>
    `Em ${t.weekdayLong}, ${t.d1} de ${t.monthLong} de ${t.y} às ${t.time}:${t.seconds} BRT, ${who} escreveu:`,
  ru: (t, who) =>
    `${t.weekdayLong}, ${t.d1} ${t.monthLong} ${t.y} г. в ${t.time}:${t.seconds} GMT+3, ${who} написал(а):`,
  zh: (t, who) => `在 ${t.y}年${t.m1}月${t.d1}日${t.weekdayLong} GMT+8 ${t.time}:${t.seconds}， ${who} 写道：`,
};

const ordinal = (day: string): string => {
  const [last, isTeen] = [day.at(-1) ?? '', day.length === 2 && day.startsWith('1')];
  return day + (isTeen ? 'th' : ({ '1': 'st', '2': 'nd', '3': 'rd' }[last] ?? 'th'));
};

export const PROTON: Attributions = {
  en: (t, who) => `On ${t.weekdayLong}, ${t.monthLong} ${ordinal(t.d1)}, ${t.y} at ${t.time12}, ${who} wrote:`,
  de: (t, who) => `${who} schrieb am ${t.weekdayLong}, ${t.d1}. ${t.monthLong} ${t.y} um ${t.time}:`,
  es: (t, who) => `El ${t.weekdayLong}, ${t.d1} de ${t.monthLong} de ${t.y} a las ${t.time}, ${who} escribió:`,
  fr: (t, who) => `Le ${t.weekdayLong} ${t.d1} ${t.monthLong} ${t.y} à ${t.time}, ${who} a écrit :`,
  it: (t, who) => `${t.weekdayLong} ${t.d1} ${t.monthLong} ${t.y} alle ${t.time}, ${who} ha scritto:`,
  ja: (t, who) => `${t.y}年${t.m1}月${t.d1}日${t.weekdayLong} ${t.time}に、${who} さんは書きました:`,
  nl: (t, who) => `Op ${t.weekdayLong} ${t.d1} ${t.monthLong} ${t.y} om ${t.time} schreef ${who}:`,
  pl: (t, who) => `${t.weekdayLong}, ${t.d1} ${t.monthLong} ${t.y} o ${t.time} ${who} napisał(a):`,
  pt: (t, who) => `${t.weekdayLong}, ${t.d1} de ${t.monthLong} de ${t.y} às ${t.time}, ${who} escreveu:`,
  ru: (t, who) => `${t.weekdayLong}, ${t.d1} ${t.monthLong} ${t.y} г. в ${t.time}, ${who} пишет:`,
  zh: (t, who) => `${t.y}年${t.m1}月${t.d1}日${t.weekdayLong} ${t.time}，${who} 写道：`,
};

const parenthesised = (who: string): string => who.replace(/<([^>]+)>/, '(<$1>)');

export const attributionLine = (
  lines: Attributions,
  language: Language,
  original: { from: MailAddress; date: number },
  timeZone: string,
): string => {
  const { from, date } = original;
  return lines[language](momentIn(date, language, timeZone), shown(from), from.name || from.address);
};
