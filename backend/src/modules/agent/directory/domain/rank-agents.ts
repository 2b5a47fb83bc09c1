import type { AgentSkill, DirectoryAgent, DirectoryMatch } from '@parley/contracts';
import { wordsOf } from './words.js';

type Described = Pick<DirectoryAgent, 'name' | 'description' | 'skills'>;

/** The parts in which words are looked for, and what a word counts there. */
const PARTS: readonly { part: string; weight: number; text(agent: Described): string }[] = [
  { part: 'name', weight: 2.5, text: ({ name }) => name },
  { part: 'skills', weight: 2.5, text: ({ skills }) => join(skills, ({ name }) => name) },
  { part: 'tags', weight: 2, text: ({ skills }) => join(skills, ({ tags }) => tags.join(' ')) },
  { part: 'examples', weight: 1, text: ({ skills }) => join(skills, ({ examples }) => examples.join(' ')) },
  {
    part: 'description',
    weight: 1,
    text: ({ description, skills }) => `${description} ${join(skills, (skill) => skill.description)}`,
  },
];
const join = (skills: readonly AgentSkill[], read: (skill: AgentSkill) => string) => skills.map(read).join(' ');

/** BM25's own usual constants: how soon more of the same word stops to count, and how much a long part is discounted. */
const K = 1.2;
const B = 0.75;
/** A word that no agent knows still says that nobody fits wholly, but most of them are names and dates. */
const UNKNOWN = 0.3;
/** What is not even this good is no match. */
const LEAST = 0.05;
const MAX_QUERY_WORDS = 200;

interface Indexed {
  counts: Map<string, number>[];
  lengths: number[];
}

const indexOf = (agent: Described): Indexed => {
  const parts = PARTS.map(({ text }) => wordsOf(text(agent)));
  const counts = parts.map((words) => {
    const count = new Map<string, number>();
    for (const { stem } of words) count.set(stem, (count.get(stem) ?? 0) + 1);
    return count;
  });
  return { counts, lengths: parts.map(({ length }) => length) };
};

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/**
 * Which agents fit a text, by the words of their cards (BM25F, Robertson and Zaragoza 2009, §3.6), with what each part of a
 * card gave. The best comes first and those that are down come last; equals stand by name, so the order is always the same.
 */
export const rankAgents = (agents: readonly DirectoryAgent[], query: string): DirectoryMatch[] => {
  const words = new Map(
    wordsOf(query)
      .slice(0, MAX_QUERY_WORDS)
      .map(({ stem, said }) => [stem, said]),
  );
  const index = agents.map(indexOf);
  const average = PARTS.map(
    (_, at) => index.reduce((sum, { lengths }) => sum + lengths[at]!, 0) / (agents.length || 1),
  );
  const rarity = new Map([...words.keys()].map((stem) => [stem, rarityOf(stem, index)]));
  const whole = [...rarity.values()].reduce((sum, worth) => sum + worth, 0);
  const scored = agents.map((agent, at) => score(agent, index[at]!, { words, rarity, average, whole }));
  return scored.filter(({ score }) => score >= LEAST).sort(byRank);
};

const byRank = (one: DirectoryMatch, two: DirectoryMatch): number =>
  Number(one.agent.health === 'UNHEALTHY') - Number(two.agent.health === 'UNHEALTHY') ||
  two.score - one.score ||
  (one.agent.name < two.agent.name ? -1 : 1);

/** What few agents speak of tells them apart better. */
const rarityOf = (stem: string, index: readonly Indexed[]): number => {
  const knowing = index.filter(({ counts }) => counts.some((count) => count.has(stem))).length;
  return knowing === 0 ? UNKNOWN : Math.log(1 + (index.length - knowing + 0.5) / (knowing + 0.5)) + 0.2;
};

interface Query {
  words: ReadonlyMap<string, string>;
  rarity: ReadonlyMap<string, number>;
  average: readonly number[];
  whole: number;
}

const score = (agent: DirectoryAgent, { counts, lengths }: Indexed, query: Query): DirectoryMatch => {
  const found = PARTS.map(({ part }) => ({ part, words: [] as string[], points: 0 }));
  for (const [stem, said] of query.words) {
    const hits = PARTS.map(({ weight }, at) => {
      const count = counts[at]!.get(stem) ?? 0;
      return (weight * count) / (1 - B + (B * lengths[at]!) / (query.average[at] || 1));
    });
    const together = hits.reduce((sum, hit) => sum + hit, 0);
    if (together === 0) continue;
    const points = ((query.rarity.get(stem) ?? 0) * (together / (K + together))) / query.whole;
    hits.forEach((hit, at) => {
      if (hit > 0) found[at]!.words.push(said);
      found[at]!.points += points * (hit / together);
    });
  }
  const total = found.reduce((sum, { points }) => sum + points, 0);
  const reasons = found.filter(({ points }) => points > 0).sort((one, two) => two.points - one.points);
  return { agent, score: rounded(total), reasons: reasons.map((one) => ({ ...one, points: rounded(one.points) })) };
};
