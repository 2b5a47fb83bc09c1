import type { Answer, ChatTurn } from '../../../../generated/baml_client/types.js';
import { guardText } from '../domain/guard-text.js';

export type { Answer, ChatTurn, Question } from '../../../../generated/baml_client/types.js';

/** What every prompt is told of the talk so far. */
export interface ConversationArgs {
  readonly history: readonly ChatTurn[];
  /** Of the current run only. */
  readonly answers: readonly Answer[];
}

export const guarded = ({ history, answers }: ConversationArgs): [ChatTurn[], Answer[]] => [
  history.map((turn) => ({ ...turn, text: guardText(turn.text) })),
  answers.map((answer) => ({
    ...answer,
    question: guardText(answer.question),
    text: guardText(answer.text),
    value: guardText(answer.value),
  })),
];
