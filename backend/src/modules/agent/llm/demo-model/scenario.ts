import type { Question, ToolChoice } from '../../../../generated/baml_client/types.js';
import type { DemoRequest } from './demo-request.js';
import type { DemoToolUse } from './tool-tags.js';

/** One thing the demo model can show. Pure data and pure functions: the same prompt always gets the same answer. */
export interface Scenario {
  readonly name: string;
  /** Decides on the last message of the person. */
  readonly when: RegExp;
  readonly thought: string;
  /** Asked before the reply; empty when there is nothing to ask. */
  readonly questions: readonly Question[];
  /** Asked instead when changes were wanted: what should be different, in the person's words. */
  readonly revised?: (wish: string) => Question;
  /** The tool it uses next, if it has one of that name; undefined: it has used all it wants. */
  readonly call?: (now: { request: DemoRequest; uses: readonly DemoToolUse[] }) => ToolChoice | undefined;
  /** The reply once every question was answered (refused and expired ones are handled before). */
  readonly reply: (request: DemoRequest) => string;
}

type Draft = Pick<Question, 'type' | 'question' | 'context'> & Partial<Question>;

/** Fills in what a question of this type does not use. */
export const question = (draft: Draft): Question => ({
  options: [],
  allowOther: false,
  fields: [],
  action: null,
  diff: null,
  urgency: 'NORMAL',
  ...draft,
});

export const quote = (text: string): string => `“${text.replaceAll(/\s+/g, ' ').trim()}”`;
