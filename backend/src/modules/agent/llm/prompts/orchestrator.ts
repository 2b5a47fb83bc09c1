import type { AgentRanking, CapabilityList, ParsedPrompt, TaskPlan } from '../../../../generated/baml_client/types.js';
import { b } from '../baml.js';
import { guardText } from '../domain/guard-text.js';
import type { LlmCall } from '../llm-call.js';
import { guardedRepair, notBlank, rendered } from '../rendering.js';
import { type ConversationArgs, guarded } from './conversation.js';

export type {
  AgentRanking,
  Capability,
  ParsedPrompt,
  PlannedTask,
  TaskPlan,
} from '../../../../generated/baml_client/types.js';

/** What a request is about, once it has been read. */
export interface Goal {
  readonly goal: string;
  readonly facts: readonly string[];
}

export interface RankArgs {
  readonly goal: Goal;
  /** For each capability what the search gave. */
  readonly candidates: readonly object[];
}

export interface PlanArgs {
  readonly goal: Goal;
  /** For each capability its agents, best first. */
  readonly agents: readonly object[];
  /** Why an earlier plan could not be used. */
  readonly problems: readonly string[];
}

/** What the last request is about, and what only the person can tell. */
export const parsePrompt = (args: ConversationArgs): LlmCall<ParsedPrompt> => ({
  fn: 'ParsePrompt',
  render: (options) =>
    rendered(options, (registry) =>
      options.stream
        ? b.streamRequest.ParsePrompt(...guarded(args), guardedRepair(options.repair), registry)
        : b.request.ParsePrompt(...guarded(args), guardedRepair(options.repair), registry),
    ),
  parse: (text) => b.parse.ParsePrompt(text),
  note: (parsed) => parsed.thought,
});

/** Which kinds of skill a goal needs. */
export const matchCapabilities = (goal: Goal): LlmCall<CapabilityList> => ({
  fn: 'MatchCapabilities',
  render: (options) =>
    rendered(options, (registry) =>
      options.stream
        ? b.streamRequest.MatchCapabilities(asData(goal), guardedRepair(options.repair), registry)
        : b.request.MatchCapabilities(asData(goal), guardedRepair(options.repair), registry),
    ),
  parse: (text) => b.parse.MatchCapabilities(text),
  note: (found) => found.thought,
});

/** Which of the candidates can really do it. */
export const rankAgents = ({ goal, candidates }: RankArgs): LlmCall<AgentRanking> => ({
  fn: 'RankAgents',
  render: (options) => {
    const args = [asData(goal), asData(candidates), guardedRepair(options.repair)] as const;
    return rendered(options, (registry) =>
      options.stream ? b.streamRequest.RankAgents(...args, registry) : b.request.RankAgents(...args, registry),
    );
  },
  parse: (text) => b.parse.RankAgents(text),
});

/** Who does what, and what needs what. Whether it can be carried out is for code to say. */
export const planTasks = ({ goal, agents, problems }: PlanArgs): LlmCall<TaskPlan> => ({
  fn: 'PlanTasks',
  render: (options) => {
    const args = [asData(goal), asData(agents), problems.map(guardText), guardedRepair(options.repair)] as const;
    return rendered(options, (registry) =>
      options.stream ? b.streamRequest.PlanTasks(...args, registry) : b.request.PlanTasks(...args, registry),
    );
  },
  parse: (text) => b.parse.PlanTasks(text),
  note: ({ tasks }) => `Tasks: ${tasks.length}`,
});

/** The reply to the person, from what the agents gave. */
export const aggregate = (args: ConversationArgs, results: readonly object[]): LlmCall<string> => ({
  fn: 'Aggregate',
  render: (options) =>
    rendered(options, (registry) =>
      options.stream
        ? b.streamRequest.Aggregate(...guarded(args), asData(results), guardedRepair(options.repair), registry)
        : b.request.Aggregate(...guarded(args), asData(results), guardedRepair(options.repair), registry),
    ),
  parse: notBlank,
  parsePartial: (text) => text,
});

/** As JSON without a "<" no text in it can close the tag that it stands in. */
const asData = (value: unknown): string => guardText(JSON.stringify(value).replaceAll('<', '\\u003c'));
