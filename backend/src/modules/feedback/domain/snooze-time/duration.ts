import { normalise } from '../answer-grammar/normalise.js';

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks';
export interface Span {
  unit: Unit;
  count: number;
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Every language's word for a unit. Read here rather than by chrono, which has them for some languages only. */
const UNITS: Readonly<Record<Unit, readonly string[]>> = {
  minutes: words(`minute minutes min mins minuten minuto minutos minuti minuut minuta minuty minut minutę минута минуты
    минут минуту мин 分 分間 分钟 分鐘`),
  hours: words(`hour hours h hr hrs stunde stunden std heure heures hora horas ora ore uur uren godzina godziny godzin
    godzinę godz час часа часов ч 時間 小时 小時 个小时 個小時`),
  days: words(`day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen dzień dni день дня дней 日
    日間 天`),
  weeks: words(`week weeks woche wochen semaine semaines semana semanas settimana settimane weken tydzień tygodnie
    tygodni неделя недели недель неделю 週間 周 个星期 個星期 星期`),
};

const UNIT_OF: ReadonlyMap<string, Unit> = new Map(
  Object.entries(UNITS).flatMap(([unit, names]) => names.map((name): [string, Unit] => [name, unit as Unit])),
);

/** "2 uur" is two o'clock, "over 2 uur" in two hours: without such a word before it a number is no duration. */
const BEFORE = new Set([
  ...words('in for für fuer dans pour pendant en por em durante tra fra per over voor za na через на'),
  ...['dentro de', 'daqui a', 'for another'],
]);
const AFTER = /(?:後|后|以后|以後|之后|之後)$/;
const ONE = new Set(
  words('a an one ein eine einem einer einen un une una uno um uma een één jeden jedną один одну 一'),
);
const TWO = new Set(words('两 兩 二'));

const countOf = (word: string): number | null => {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  return ONE.has(word) ? 1 : TWO.has(word) ? 2 : null;
};

const spanOf = (number: string, unit: string): Span | null => {
  const count = countOf(number);
  const known = UNIT_OF.get(unit);
  return count && known ? { unit: known, count } : null;
};

/** "2時間後", "两小时后". */
const unspaced = (text: string): Span | null => {
  const bare = text.replaceAll(' ', '').replace(AFTER, '');
  const [, number = '', unit = ''] = /^(\d{1,3}|\p{Script=Han})(.+)$/u.exec(bare) ?? [];
  return AFTER.test(text) ? spanOf(number, unit) : null;
};

const SHORT: Readonly<Record<string, Unit>> = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks' };
/** As one types a command: "1h", "30m", "2d". */
const typed = (text: string): Span | null => {
  const [, number = '', letter = ''] = /^(\d{1,3})([mhdw])$/i.exec(text.trim()) ?? [];
  const unit = SHORT[letter.toLowerCase()];
  return unit && Number(number) > 0 ? { unit, count: Number(number) } : null;
};

/** "1h", "in 2 hours", "für eine Woche", "через 15 минут". Null for everything else. */
export const readDuration = (text: string): Span | null => {
  if (text.length > 40) return null;
  const short = typed(text);
  if (short) return short;
  const normal = normalise(text).replace(/(\d)(?=\p{L})/gu, '$1 ');
  const all = normal.split(' ');
  const [number = '', unit = ''] = all.slice(-2);
  return BEFORE.has(all.slice(0, -2).join(' ')) ? spanOf(number, unit.replace('.', '')) : unspaced(normalise(text));
};
