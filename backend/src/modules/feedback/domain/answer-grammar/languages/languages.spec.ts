import { describe, expect, it } from 'vitest';
import { containsPhrase, normalise } from '../normalise.js';
import { everywhere, LANGUAGES, type Language } from './index.js';

const spoken = Object.entries(LANGUAGES).filter(([name]) => name !== 'international');
const flat = (language: Language) => Object.values(language).flat(2) as string[];

describe('the phrases of the languages', () => {
  it('are of all of them', () =>
    expect(spoken.map(([name]) => name)).toEqual(['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ru', 'ja', 'zh']));

  it('stand in the form in which a message is compared', () =>
    expect(
      Object.values(LANGUAGES)
        .flatMap(flat)
        .filter((phrase) => normalise(phrase) !== phrase),
    ).toEqual([]));

  it.each(spoken)('%s can say yes, no, please, hello, not, if, all, none, other and and', (_name, language) => {
    const lists = [language.yes, language.no, language.polite, language.greetings, language.negations];
    for (const list of [...lists, language.conditions, language.all, language.none, language.other, language.and])
      expect(list.length).toBeGreaterThan(0);
    expect(language.ordinals).toHaveLength(5);
    expect([0, 12]).toContain(language.months.length);
  });

  it('are no yes in one language and a no in another', () => {
    const no = new Set(everywhere('no'));
    expect(everywhere('yes').filter((phrase) => no.has(phrase))).toEqual([]);
  });

  it('are never ignored when they turn or limit an answer', () => {
    const telling = new Set([...everywhere('negations'), ...everywhere('conditions'), ...everywhere('no')]);
    expect([...everywhere('polite'), ...everywhere('greetings')].filter((phrase) => telling.has(phrase))).toEqual([]);
  });

  it.each(spoken)('%s has no negation and no condition inside a yes', (_name, { yes, negations, conditions }) => {
    const doubts = [...negations, ...conditions];
    const found = yes.flatMap((phrase) =>
      doubts.filter((doubt) => containsPhrase(phrase, doubt)).map((doubt) => [phrase, doubt]),
    );
    // "si" and "si apruebo" differ by an accent that people leave out: decision-phrases.ts takes it alone only.
    expect(found).toEqual(yes.includes('si') && conditions.includes('si') ? [['si', 'si']] : []);
  });

  it.each(spoken)('%s leads and asks with phrases that are a yes', (_name, { yes, lead, requests }) =>
    expect([...lead, ...requests].filter((phrase) => !yes.includes(phrase))).toEqual([]),
  );

  it.each(['ordinals', 'months'] as const)('mean one place each: %s', (list) => {
    const places = new Map<string, number>();
    const clashes = Object.values(LANGUAGES).flatMap((language) =>
      language[list].flatMap((forms, at) =>
        forms.filter((form) => {
          const known = places.get(form) ?? at;
          places.set(form, at);
          return known !== at;
        }),
      ),
    );
    expect(clashes).toEqual([]);
  });
});
