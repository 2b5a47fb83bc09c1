import type { DirectoryMatch } from '@parley/contracts';
import { clean } from '../../shared/domain/clean-text.js';
import { type Candidate, type Capability, healthyFirst, type Ranking } from './ranking.js';

/** What the search gave for each capability. */
export type Matches = ReadonlyMap<string, readonly DirectoryMatch[]>;

/** How the model ranks the candidates of one capability. */
interface RankedCapability {
  readonly capability: string;
  readonly nobody_fits: boolean;
  readonly agents: readonly { readonly agent: string; readonly score: number; readonly why: string }[];
}

/** Below this an agent does not fit. */
const MIN_SCORE = 0.3;

/**
 * The model's choice as far as it can be trusted: only among what the search gave, healthy ones first. A capability that
 * it passed over, or for which it named only agents that were not there, keeps the order of the search: that nobody fits
 * it must say in words, for an agent that it failed to name looks the same.
 */
export const mergeRanking = (
  capabilities: readonly Capability[],
  matches: Matches,
  rankings: readonly RankedCapability[],
): Ranking =>
  new Map(
    capabilities.map(({ id }) => {
      const found = matches.get(id) ?? [];
      const ranked = rankings.find(({ capability }) => capability === id);
      return [id, healthyFirst((ranked && byModel(ranked, found)) ?? found.map(bySearch))];
    }),
  );

/** @returns undefined when what it says cannot be used */
const byModel = (
  { agents, nobody_fits }: RankedCapability,
  found: readonly DirectoryMatch[],
): Candidate[] | undefined => {
  const rated = new Map<string, Candidate>();
  for (const { agent: id, score, why } of agents) {
    const match = found.find(({ agent }) => agent.id === id);
    if (!match || rated.has(id) || !Number.isFinite(score)) continue;
    const { name: agent, health } = match.agent;
    rated.set(id, { agentId: id, agent, health, score: Math.min(1, Math.max(0, score)), why: line(why) });
  }
  if (rated.size === 0) return nobody_fits ? [] : undefined;
  return [...rated.values()].filter(({ score }) => score >= MIN_SCORE).sort((a, b) => b.score - a.score);
};

const bySearch = ({ agent, score, reasons }: DirectoryMatch): Candidate => {
  const words = [...new Set(reasons.flatMap((reason) => reason.words))].slice(0, 8).join(', ');
  const why = words ? `Found in the directory by: ${words}` : 'Found in the directory';
  return { agentId: agent.id, agent: agent.name, health: agent.health, score, why: line(why) };
};

const line = (text: string) => clean(text.replaceAll(/\s+/g, ' '), 200);
