import { tellingWords } from '../find-words.js';
import { allOf, type TripFacts, whereAndWhen } from './trip-facts.js';

/** A kind of skill that the demo model knows how to ask for. */
interface SkillKind {
  readonly id: string;
  readonly when: RegExp;
  readonly need: (facts: TripFacts) => string;
  readonly search: string;
  /** Words in the skills of an agent that can do it. */
  readonly telling: readonly string[];
  readonly task: (facts: TripFacts) => string;
  /** Kinds whose results it works with, where there are any. */
  readonly after: readonly string[];
}

const SKILL_KINDS: readonly SkillKind[] = [
  {
    id: 'weather',
    when: /\b(weather|climate|temperatures?)\b/i,
    need: (facts) => `Weather${whereAndWhen(facts)}`,
    search: 'weather climate of a place in a month',
    telling: ['weather', 'climate'],
    task: (facts) => `What is the weather like${whereAndWhen(facts)}?`,
    after: [],
  },
  {
    id: 'travel',
    when: /\b(travel|flights?|hotels?|rooms)\b/i,
    need: (facts) => `Travel and rooms${allOf(facts)}`,
    search: 'travel offers flights hotel',
    telling: ['travel', 'flights', 'hotel'],
    task: (facts) => `Find an offer for travel and hotel${allOf(facts)}.`,
    after: [],
  },
  {
    id: 'budget',
    when: /\b(budget|costs?)\b/i,
    need: (facts) => `Total budget${allOf(facts)}`,
    search: 'budget add up total costs',
    telling: ['budget', 'costs'],
    task: (facts) => `What does it cost altogether${allOf(facts)}? Add up the costs in the earlier results.`,
    after: ['travel'],
  },
  {
    id: 'translation',
    when: /\btranslat/i,
    need: () => 'Translation',
    search: 'translate translation language',
    telling: ['translation', 'translate'],
    task: () => 'Translate the text.',
    after: [],
  },
];

export const kindsIn = (text: string): readonly SkillKind[] => SKILL_KINDS.filter(({ when }) => when.test(text));

export const kindOf = (id: string): SkillKind | undefined => SKILL_KINDS.find((kind) => kind.id === id);

/** Words that tell of a skill: of a kind that is known, else those that were searched by. */
export const tellingOf = (id: string, search: string): readonly string[] =>
  kindOf(id)?.telling ?? tellingWords(search).slice(0, 6);
