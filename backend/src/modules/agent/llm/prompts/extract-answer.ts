import type { FeedbackQuestion } from '@parley/contracts';
import type { ExtractedAnswer } from '../../../../generated/baml_client/types.js';
import { b } from '../baml.js';
import { guardText } from '../domain/guard-text.js';
import type { LlmCall } from '../llm-call.js';
import { guardedRepair, rendered } from '../rendering.js';

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
