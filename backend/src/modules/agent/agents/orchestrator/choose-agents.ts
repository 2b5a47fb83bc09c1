import type { DirectoryMatch } from '@parley/contracts';
import { orNull } from '../../llm/or-null.js';
import { type Goal, matchCapabilities, type RankArgs, rankAgents } from '../../llm/prompts/orchestrator.js';
import type { RunContext } from '../../runtime/run-context.js';
import { type Matches, mergeRanking } from './domain/merge-ranking.js';
import type { Capability, Ranking } from './domain/ranking.js';
import { toCapabilities } from './domain/to-capabilities.js';
import { unitName } from './domain/unit-name.js';

const MAX_CANDIDATES = 6;

/** Which skills the goal needs, and who has them. */
export const chooseAgents = async (ctx: RunContext, goal: Goal) => {
  const wanted = await ctx.think('match capabilities', matchCapabilities(goal));
  const capabilities = toCapabilities(wanted.capabilities);
  const matches = await search(ctx, capabilities);
  return { capabilities, ranking: await rank(ctx, goal, capabilities, matches) };
};

const search = async (ctx: RunContext, capabilities: readonly Capability[]): Promise<Matches> => {
  const found = capabilities.map(({ id, need, search: words }) =>
    ctx.branch(unitName(need), async (own) => {
      const { matches } = await own.agents('search the directory', words);
      return [id, matches.slice(0, MAX_CANDIDATES)] as const;
    }),
  );
  return new Map(await ctx.all(found));
};

/** Without a usable word of the model the order of the search holds. */
const rank = async (
  ctx: RunContext,
  goal: Goal,
  capabilities: readonly Capability[],
  matches: Matches,
): Promise<Ranking> => {
  if (![...matches.values()].some((found) => found.length > 0)) return mergeRanking(capabilities, matches, []);
  const args = { goal, candidates: candidatesForPrompt(capabilities, matches) };
  const ranked = await ctx.think('rank the agents', orNull(rankAgents(args)));
  return mergeRanking(capabilities, matches, ranked?.rankings ?? []);
};

const candidatesForPrompt = (capabilities: readonly Capability[], matches: Matches): RankArgs['candidates'] =>
  capabilities.map(({ id, need, search: words }) => ({
    ...{ capability: id, need, search: words },
    candidates: (matches.get(id) ?? []).map(candidateForPrompt),
  }));

/** An agent describes itself: enough to judge by, not enough to fill a prompt with. */
const candidateForPrompt = ({ agent, score }: DirectoryMatch) => ({
  ...{ id: agent.id, name: agent.name, description: agent.description.slice(0, 500), health: agent.health, score },
  skills: agent.skills.slice(0, 10).map(({ name, description, tags }) => ({
    name: name.slice(0, 100),
    description: description.slice(0, 300),
    tags: tags.slice(0, 10).map((tag) => tag.slice(0, 50)),
  })),
});
