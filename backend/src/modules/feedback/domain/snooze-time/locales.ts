import * as chrono from 'chrono-node';

/** One way of reading a moment in words. */
export interface Locale {
  read: Pick<chrono.Chrono, 'parse'>;
  /** The words as `read` knows them; null when they are not of this language. */
  prepare?: (text: string) => string | null;
}

/** Chrono knows no Polish. Its few words for days and times have English ones. */
const POLISH: Readonly<Record<string, string>> = {
  dziś: 'today',
  dzisiaj: 'today',
  jutro: 'tomorrow',
  pojutrze: 'overmorrow',
  poniedziałek: 'monday',
  wtorek: 'tuesday',
  środa: 'wednesday',
  środę: 'wednesday',
  czwartek: 'thursday',
  piątek: 'friday',
  sobota: 'saturday',
  sobotę: 'saturday',
  niedziela: 'sunday',
  niedzielę: 'sunday',
  rano: 'morning',
  południe: 'noon',
  wieczorem: 'evening',
  w: '',
  we: '',
  o: 'at',
  godz: '',
};

const fromPolish = (text: string): string | null => {
  const words = text.split(/[ .]+/).filter(Boolean);
  const known = words.every((word) => Object.hasOwn(POLISH, word) || /^[\d:]+$/.test(word));
  const english = words.map((word) => POLISH[word] ?? word).filter(Boolean);
  return known ? english.join(' ') : null;
};

/** "10h" as Portuguese writes it. */
const fromPortuguese = (text: string): string => text.replace(/(\d{1,2})h(?!\p{L}|\d)/u, '$1:00');

/** A noon that chrono does not know behind a day. */
const fromFrench = (text: string): string => text.replace(/(?<=\S )(?:à )?midi$/, 'à 12h');

/** All at once, because nobody says theirs. American and British English differ in 3/4. */
export const LOCALES: readonly Locale[] = [
  { read: chrono.en.casual },
  { read: chrono.en.GB },
  { read: chrono.en.casual, prepare: fromPolish },
  { read: chrono.de.casual },
  { read: chrono.fr.casual, prepare: fromFrench },
  { read: chrono.es.casual },
  { read: chrono.pt.casual, prepare: fromPortuguese },
  { read: chrono.it.casual },
  { read: chrono.nl.casual },
  { read: chrono.ru.casual },
  { read: chrono.ja.casual },
  { read: chrono.zh.casual },
];
