import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { international } from './international.js';
import { it } from './it.js';
import { ja } from './ja.js';
import type { Language } from './language.js';
import { nl } from './nl.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import { ru } from './ru.js';
import { zh } from './zh.js';

/** All at once: a short answer does not show its language, and people answer in another one than they were asked in. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  international,
  en,
  de,
  fr,
  es,
  pt,
  it,
  nl,
  pl,
  ru,
  ja,
  zh,
};

type PhraseList = {
  [Name in keyof Language]: Language[Name] extends readonly string[] ? Name : never;
}[keyof Language];

/** One list of all languages, each phrase once. */
export const everywhere = (name: PhraseList): string[] => [
  ...new Set(Object.values(LANGUAGES).flatMap((language) => language[name])),
];

export { international } from './international.js';
export { type Language, phrases } from './language.js';
