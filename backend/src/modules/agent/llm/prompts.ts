import type { FeedbackQuestion } from '@parley/contracts';
import type { Analysis, Answer, ChatTurn, ExtractedAnswer, Repair } from '../../../generated/baml_client/types.js';
import { b } from './baml.js';
import { registryFor } from './clients/client-registry.js';
import { guardText } from './domain/guard-text.js';
import type { HttpCall, LlmCall, RenderOptions, RepairNote } from './llm-call.js';

export type { Analysis, Answer, ChatTurn, Question } from '../../../generated/baml_client/types.js';

export interface ConversationArgs {
  readonly history: readonly ChatTurn[];
  /** Of the current run only. */
  readonly answers: readonly Answer[];
}

/** Decides whether the last request can be answered or what has to be asked first. */
export const analyseRequest = (args: ConversationArgs): LlmCall<Analysis> => ({
  fn: 'AnalyseRequest',
  render: (options) =>
    rendered(options, (registry) =>
      options.stream
        ? b.streamRequest.AnalyseRequest(...guarded(args), guardedRepair(options.repair), registry)
        : b.request.AnalyseRequest(...guarded(args), guardedRepair(options.repair), registry),
    ),
  parse: (text) => b.parse.AnalyseRequest(text),
  note: (analysis) => analysis.thought,
});

/** The answer to the person, in Markdown. */
export const respond = (args: ConversationArgs): LlmCall<string> => ({
  fn: 'Respond',
  render: (options) =>
    rendered(options, (registry) =>
      options.stream
        ? b.streamRequest.Respond(...guarded(args), guardedRepair(options.repair), registry)
        : b.request.Respond(...guarded(args), guardedRepair(options.repair), registry),
    ),
  parse: notBlank,
  // The text is the value: no parse per token (BAML's partial parser costs 0.3 ms each time).
  parsePartial: (text) => text,
});

export interface ExtractionArgs {
  readonly question: ReadableQuestion;
  readonly reply: string;
}
/** Never an approval: no model reads those (FB-11). */
export type ReadableQuestion = Extract<FeedbackQuestion, { type: 'CHOICE' | 'MULTI_CHOICE' | 'FORM' }>;

/** What a free answer to a choice or a form says, with the words that say it (FB-12). */
export const extractAnswer = ({ question, reply }: ExtractionArgs): LlmCall<ExtractedAnswer> => {
  const guardedArgs = [guardedQuestion(question), guardText(reply)] as const;
  return {
    fn: 'ExtractAnswer',
    render: (options) =>
      rendered(options, (registry) =>
        options.stream
          ? b.streamRequest.ExtractAnswer(...guardedArgs, guardedRepair(options.repair), registry)
          : b.request.ExtractAnswer(...guardedArgs, guardedRepair(options.repair), registry),
      ),
    parse: (text) => b.parse.ExtractAnswer(text),
  };
};

/** What there is to choose or to fill in. As JSON it keeps its values exact behind the guard. */
const guardedQuestion = (asked: ReadableQuestion): string => {
  const { type, question } = asked;
  const rest = asked.type === 'FORM' ? { schema: asked.schema } : { options: asked.options };
  return guardText(JSON.stringify({ type, question, ...rest }).replaceAll('<', '\\u003c'));
};

type Rendered = Awaited<ReturnType<typeof b.request.Respond>>;
type BamlOptions = Parameters<typeof b.request.Respond>[3];

// Every variable of baml_src/clients.baml, always: BAML keeps what one call passes for later calls that pass none.
const env = { LLM_BASE_URL: 'http://127.0.0.1:9', LLM_API_KEY: 'unused', LLM_MODEL: 'unused', PARLEY_FN: 'unused' };

const rendered = async (
  { client }: RenderOptions,
  render: (options: BamlOptions) => Promise<Rendered>,
): Promise<HttpCall> => {
  const { url, method, headers, body } = await render({ clientRegistry: registryFor(client), env });
  // Meant for BAML's own proxy; it would tell the provider our internal address.
  const { 'baml-original-url': _, ...wanted } = headers as Record<string, string>;
  return { url, method, headers: wanted, body: body.text() };
};

const guarded = ({ history, answers }: ConversationArgs): [ChatTurn[], Answer[]] => [
  history.map((turn) => ({ ...turn, text: guardText(turn.text) })),
  answers.map((answer) => ({
    ...answer,
    question: guardText(answer.question),
    text: guardText(answer.text),
    value: guardText(answer.value),
  })),
];

const MAX_REPAIR_OUTPUT = 8_000;

const guardedRepair = (repair: RepairNote | undefined): Repair | null =>
  repair ? { output: guardText(repair.output.slice(0, MAX_REPAIR_OUTPUT)), error: guardText(repair.error) } : null;

const notBlank = (text: string): string => {
  if (text.trim() === '') throw new Error('the reply is empty');
  return text;
};
