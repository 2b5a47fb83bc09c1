import type { AgentRanking } from '../../../../../generated/baml_client/types.js';
import { findWords } from '../find-words.js';
import { quote } from '../scenario.js';
import { tellingOf } from './skill-kinds.js';

interface Candidate {
  readonly id: string;
  readonly skills: readonly { readonly name: string; readonly description: string; readonly tags: readonly string[] }[];
}

export interface CandidatesOf {
  readonly capability: string;
  readonly search: string;
  readonly candidates: readonly Candidate[];
}

/** By the skills alone: how an agent praises itself counts for nothing. */
const rate = (candidate: Candidate, words: readonly string[]) => {
  const textOf = ({ name, description, tags }: Candidate['skills'][number]) => [name, description, ...tags].join(' ');
  const found = words.filter((word) => candidate.skills.some((skill) => findWords(textOf(skill), word)));
  if (found.length === 0) return [];
  const best = candidate.skills.find((skill) => findWords(textOf(skill), found[0] ?? ''));
  const score = Math.round(50 + (50 * found.length) / words.length) / 100;
  return [{ agent: candidate.id, score, why: `Its skill ${quote(best?.name ?? '')} is about ${found.join(' and ')}.` }];
};

export const rankCandidates = (given: readonly CandidatesOf[]): AgentRanking => ({
  rankings: given.map(({ capability, search, candidates }) => {
    const words = tellingOf(capability, search);
    const agents = candidates.flatMap((candidate) => rate(candidate, words)).sort((a, b) => b.score - a.score);
    return { capability, nobody_fits: agents.length === 0, agents };
  }),
});
