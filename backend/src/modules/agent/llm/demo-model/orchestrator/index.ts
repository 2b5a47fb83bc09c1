import type { ParsedPrompt, TaskPlan } from '../../../../../generated/baml_client/types.js';
import { type DemoRequest, DIRECTIVE } from '../demo-request.js';
import type { Scripts } from '../scripts.js';
import { type CandidatesOf, rankCandidates } from './rank-candidates.js';
import { kindOf, kindsIn } from './skill-kinds.js';
import { taggedJson } from './tagged-json.js';
import { tellResults } from './tell-results.js';
import { answeredTripFacts, factLines, readFactLines, readTripFacts, type TripFacts } from './trip-facts.js';

interface Goal {
  readonly goal: string;
  readonly facts: readonly string[];
}

interface AgentsOf {
  readonly capability: string;
  readonly agents: readonly { readonly id: string }[];
}

const TRIP = /\b(offsite|retreat|trip|journey)\b/i;
const SMALL_TALK =
  /^\W*(hello|hi|hey|thanks|thank you|good (morning|evening))\b|\b(who are you|what can you do|did i say)\b/i;

const FIELDS = [
  { name: 'place', label: 'Place', type: 'string', required: true, enumValues: [] },
  { name: 'month', label: 'Month', type: 'string', required: true, enumValues: [] },
  { name: 'people', label: 'Number of people', type: 'number', required: true, enumValues: [] },
] as const;

/** The request itself, and none of the answers that were written as messages. */
const requestOf = ({ userTurns, answers }: DemoRequest): string => {
  const given = new Set(answers.map(({ text }) => text));
  return (userTurns.findLast((text) => !given.has(text)) ?? '').replaceAll(DIRECTIVE, '').trim();
};

const merged = (first: TripFacts, second: TripFacts): TripFacts => ({
  place: first.place ?? second.place,
  month: first.month ?? second.month,
  people: first.people ?? second.people,
});

const parsePrompt = (request: DemoRequest): ParsedPrompt => {
  const goal = requestOf(request);
  const facts = merged(answeredTripFacts(request.answers), readTripFacts(goal));
  const asks = TRIP.test(goal) && request.answers.length === 0;
  const missing = asks ? FIELDS.filter(({ name }) => facts[name] === undefined) : [];
  const question = missing.length > 0 ? 'Where and when is it, and how many people come?' : '';
  return {
    thought:
      missing.length > 0 ? 'Nobody could begin without a few facts that only you know.' : 'I know what is wanted.',
    goal,
    facts: factLines(facts),
    question,
    why: question && 'Prices and weather depend on it.',
    missing: missing.map((field) => ({ ...field, enumValues: [] })),
  };
};

const goalOf = ({ prompt }: DemoRequest) => taggedJson<Goal>(prompt, 'goal', { goal: '', facts: [] });

const matchCapabilities: Scripts['MatchCapabilities'] = (request) => {
  const { goal, facts } = goalOf(request);
  const known = kindsIn(goal).map(({ id, need, search }) => ({ id, need: need(readFactLines(facts)), search }));
  if (known.length > 0) return { thought: `That needs ${known.length} kinds of skill.`, capabilities: known };
  if (SMALL_TALK.test(goal) || goal === '') return { thought: 'Nobody else is needed for this.', capabilities: [] };
  const search = goal.slice(0, 200);
  return { thought: 'I look for an agent for this.', capabilities: [{ id: 'task', need: search, search }] };
};

const planTasks = (request: DemoRequest): TaskPlan => {
  const { goal, facts } = goalOf(request);
  const agents = taggedJson<AgentsOf[]>(request.prompt, 'agents', []);
  const planned = new Set(agents.map(({ capability }) => capability));
  return {
    tasks: agents.map(({ capability, agents: [first] }) => ({
      id: capability,
      task: kindOf(capability)?.task(readFactLines(facts)) ?? goal,
      capability,
      agent: first?.id ?? '',
      needs: (kindOf(capability)?.after ?? []).filter((id) => planned.has(id)),
    })),
  };
};

/** What the demo model does as the orchestrator's model (AG-3, AG-5). */
export const orchestratorScripts: Pick<
  Scripts,
  'ParsePrompt' | 'MatchCapabilities' | 'RankAgents' | 'PlanTasks' | 'Aggregate'
> = {
  ParsePrompt: parsePrompt,
  MatchCapabilities: matchCapabilities,
  RankAgents: ({ prompt }) => rankCandidates(taggedJson<CandidatesOf[]>(prompt, 'candidates', [])),
  PlanTasks: planTasks,
  Aggregate: (request) => tellResults(taggedJson(request.prompt, 'results', []), requestOf(request)),
};
