import type { Analysis, ToolCard, ToolUse } from '../../../../generated/baml_client/types.js';
import { b } from '../baml.js';
import { guardText } from '../domain/guard-text.js';
import type { LlmCall } from '../llm-call.js';
import { guardedRepair, notBlank, rendered } from '../rendering.js';
import { type ConversationArgs, guarded } from './conversation.js';

export type { Analysis, ToolCard, ToolChoice, ToolUse } from '../../../../generated/baml_client/types.js';

export interface AssistantArgs extends ConversationArgs {
  /** What it may use now. */
  readonly tools?: readonly ToolCard[];
  /** What it has used in the current run. */
  readonly uses?: readonly ToolUse[];
}

/** Decides whether the last request can be answered or what has to be asked first. */
export const analyseRequest = (args: AssistantArgs): LlmCall<Analysis> => ({
  fn: 'AnalyseRequest',
  render: (options) =>
    rendered(options, (registry) =>
      options.stream
        ? b.streamRequest.AnalyseRequest(
            ...guarded(args),
            guardedTools(args),
            guardedUses(args),
            guardedRepair(options.repair),
            registry,
          )
        : b.request.AnalyseRequest(
            ...guarded(args),
            guardedTools(args),
            guardedUses(args),
            guardedRepair(options.repair),
            registry,
          ),
    ),
  parse: (text) => b.parse.AnalyseRequest(text),
  note: (analysis) => analysis.thought,
});

/** The answer to the person, in Markdown. */
export const respond = (args: AssistantArgs): LlmCall<string> => ({
  fn: 'Respond',
  render: (options) =>
    rendered(options, (registry) =>
      options.stream
        ? b.streamRequest.Respond(...guarded(args), guardedUses(args), guardedRepair(options.repair), registry)
        : b.request.Respond(...guarded(args), guardedUses(args), guardedRepair(options.repair), registry),
    ),
  parse: notBlank,
  // The text is the value: no parse per token (BAML's partial parser costs 0.3 ms each time).
  parsePartial: (text) => text,
});

/** Whatever a server writes of its tools, and whatever they answer, stays data (T25). */
const guardedTools = ({ tools = [] }: AssistantArgs): ToolCard[] =>
  tools.map((tool) => ({
    ...tool,
    name: guardText(tool.name),
    description: guardText(tool.description),
    schema: guardText(tool.schema),
  }));

const guardedUses = ({ uses = [] }: AssistantArgs): ToolUse[] =>
  uses.map((use) => ({
    ...use,
    tool: guardText(use.tool),
    arguments: guardText(use.arguments),
    text: guardText(use.text),
  }));
