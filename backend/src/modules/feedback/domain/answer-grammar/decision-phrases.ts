import { everywhere, international, LANGUAGES, type Language } from './languages/index.js';
import { isUnspaced } from './normalise.js';

export type Decision = 'yes' | 'no';

/**
 * Also another word ("si" is "if" in French and Spanish, "y" is "and"), so they decide only as the whole message and
 * never together with more words.
 */
export const ALONE: ReadonlySet<string> = new Set(['si', 'y', 'j', 'n']);

/** With a "please" they ask somebody else to approve. */
export const REQUESTS: ReadonlySet<string> = new Set(everywhere('requests'));

/** "yes go ahead", "ok genehmigt", "はい承認します": a leading yes and one more of the same language, or of every language. */
const compoundsOf = (language: Language): string[] => {
  const leads = [...international.lead, ...language.lead];
  const words = [...international.yes, ...language.yes].filter((word) => !ALONE.has(word));
  return leads.flatMap((lead) =>
    words.filter((word) => word !== lead).map((word) => (isUnspaced(lead) ? `${lead}${word}` : `${lead} ${word}`)),
  );
};

/** Every known whole-message decision. A phrase that is a yes in one language and a no in another decides nothing. */
export const PHRASES: ReadonlyMap<string, Decision> = (() => {
  const yes = new Set([...everywhere('yes'), ...Object.values(LANGUAGES).flatMap(compoundsOf)]);
  const no = new Set(everywhere('no'));
  const entries = [
    ...[...yes].map((phrase): [string, Decision] => [phrase, 'yes']),
    ...[...no].map((phrase): [string, Decision] => [phrase, 'no']),
  ];
  return new Map(entries.filter(([phrase]) => !(yes.has(phrase) && no.has(phrase))));
})();
