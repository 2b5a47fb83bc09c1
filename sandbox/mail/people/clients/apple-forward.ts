import { shown } from '../../mime/addresses.js';
import type { Language } from '../../model.js';
import { type Moment, momentIn } from './moment.js';
import type { Original, Setting } from './style.js';
import { BEGIN_FORWARDED } from './words.js';

type Dated = (when: Moment, clock: string) => string;
/** From, Subject, Date, To and Cc: Apple's order, and not in each language the words of Outlook. */
type Labels = readonly [from: string, subject: string, date: string, to: string, cc: string, dated: Dated];

const BLOCK: Readonly<Record<Language, Labels>> = {
  en: ['From', 'Subject', 'Date', 'To', 'Cc', (t) => `${t.monthLong} ${t.d1}, ${t.y} at ${t.time12}`],
  de: ['Von', 'Betreff', 'Datum', 'An', 'Kopie', (t, at) => `${t.d1}. ${t.monthLong} ${t.y} um ${at}`],
  es: ['De', 'Asunto', 'Fecha', 'Para', 'Cc', (t, at) => `${t.d1} de ${t.monthLong} de ${t.y}, ${at}`],
  fr: ['De', 'Objet', 'Date', 'À', 'Cc', (t, at) => `${t.d1} ${t.monthLong} ${t.y} à ${at}`],
  it: ['Da', 'Oggetto', 'Data', 'A', 'Cc', (t, at) => `${t.d1} ${t.monthLong} ${t.y} ${at}`],
  ja: ['差出人', '件名', '日付', '宛先', 'Cc', (t, at) => `${t.y}年${t.m1}月${t.d1}日 ${at}`],
  nl: ['Van', 'Onderwerp', 'Datum', 'Aan', 'Kopie', (t, at) => `${t.d1} ${t.monthLong} ${t.y} om ${at}`],
  pl: ['Od', 'Temat', 'Data', 'Do', 'Dw', (t, at) => `${t.d1} ${t.monthLong} ${t.y} o ${at}`],
  pt: ['De', 'Assunto', 'Data', 'Para', 'Cc', (t, at) => `${t.d1} de ${t.monthLong} de ${t.y}, ${at}`],
  ru: ['Отправитель', 'Тема', 'Дата', 'Кому', 'Копия', (t, at) => `${t.d1} ${t.monthLong} ${t.y} г. в ${at}`],
  zh: ['发件人', '主题', '日期', '收件人', '抄送', (t, at) => `${t.y}年${t.m1}月${t.d1}日 ${at}`],
};

/** What Apple's programs put above a mail that is passed on. */
export const appleForward = (original: Original, { language, timeZone }: Setting): string[] => {
  const [from, subject, date, to, cc, dated] = BLOCK[language];
  const when = momentIn(original.date, language, timeZone);
  return [
    ...[BEGIN_FORWARDED[language], ''],
    `${from}: ${shown(original.from)}`,
    `${subject}: ${original.subject}`,
    `${date}: ${dated(when, `${when.time}:${when.seconds} CET`)}`,
    `${to}: ${original.to}`,
    ...(original.cc === '' ? [] : [`${cc}: ${original.cc}`]),
  ];
};
