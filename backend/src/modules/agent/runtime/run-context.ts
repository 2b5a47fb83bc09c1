import type { FeedbackQuestionInput, SamplePrompt } from '@parley/contracts';
import type { FeedbackOutcome } from '../../feedback/index.js';
import type { LlmCall } from '../llm/llm-call.js';

export type { FeedbackOutcome };

/** One turn of the conversation as an agent sees it. */
export interface ChatTurn {
  role: 'user' | 'agent';
  text: string;
  /** ISO 8601. */
  at: string;
}

export interface StepUnit {
  /** Aborted when the run is stopped or its lease is lost. */
  signal: AbortSignal;
  /** The same on every try of this step: give it to whatever has an effect outside of Parley's database. */
  idempotencyKey: string;
}

/**
 * What an agent works with (AG-1). Every call is a unit with a name; finished units are journaled, and after a crash,
 * a deploy or weeks of waiting the function runs again from the top while each finished unit gives back what it gave
 * before. So an agent is deterministic between its units: all I/O, time and chance go through `step`.
 * Units that run side by side belong into branches with names of their own.
 */
export interface RunContext {
  readonly runId: string;
  readonly sessionId: string;
  readonly signal: AbortSignal;
  /** The conversation up to now, including what the person wrote while the run worked. */
  history(): Promise<ChatTurn[]>;
  /** Work with a result that JSON can hold. */
  step<T>(name: string, work: (unit: StepUnit) => Promise<T> | T): Promise<T>;
  /** A call to the language model. */
  think<T>(name: string, call: LlmCall<T>): Promise<T>;
  /** Says something to the person; a model's answer is streamed. @returns the final text */
  say(name: string, source: string | LlmCall<string>): Promise<string>;
  /** Asks the person and suspends durably until there is an outcome. A NOTICE waits for nothing. */
  ask(name: string, question: FeedbackQuestionInput): Promise<FeedbackOutcome>;
  /** A line of work of its own: it goes on while others wait for an answer. */
  branch<T>(name: string, work: (context: RunContext) => Promise<T>): Promise<T>;
  all<T>(branches: Promise<T>[]): Promise<T[]>;
}

export interface AgentDefinition {
  name: string;
  description: string;
  samplePrompts?: SamplePrompt[];
  run(context: RunContext): Promise<void>;
}

export const defineAgent = (definition: AgentDefinition): AgentDefinition => definition;
