import type { AgentSkill, FeedbackQuestionInput, RunPlan, SamplePrompt } from '@parley/contracts';
import type { FeedbackOutcome } from '../../feedback/index.js';
import type { LlmCall } from '../llm/llm-call.js';
import type { AgentSearch, DelegationOutcome, DelegationRequest } from './delegation.js';
import type { TextSource } from './text-source.js';
import type { ApprovalOutcome, ApprovalRequest, Grant, ToolInfo, ToolOutcome, ToolRequest } from './tool-use.js';

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
 * What an agent works with (AG-1). Every call is a unit with a name that a person understands; finished units are
 * journaled, and after a crash, a deploy or weeks of waiting the function runs again from the top while each finished
 * unit gives back what it gave before. So an agent is deterministic between its units: all I/O, time and chance go
 * through `step`. Units that run side by side belong into branches with names of their own.
 */
export interface RunContext {
  readonly runId: string;
  readonly sessionId: string;
  readonly signal: AbortSignal;
  /** What the run was started with, when it was no message. */
  readonly input: unknown;
  /** The conversation up to now, including what the person wrote while the run worked. */
  history(): Promise<ChatTurn[]>;
  /** Work with a result that JSON can hold. `input` is what it works on, for the run's page. */
  step<T>(name: string, work: (unit: StepUnit) => Promise<T> | T, input?: unknown): Promise<T>;
  /** A call to the language model. */
  think<T>(name: string, call: LlmCall<T>): Promise<T>;
  /** Says something to the person; a model's answer is streamed. @returns the final text */
  say(name: string, source: string | LlmCall<string>): Promise<string>;
  /** Says what comes from elsewhere while it grows. Nothing is said where no text comes. */
  stream<T = null>(name: string, source: TextSource<T>): Promise<{ text: string; value: T }>;
  /**
   * Asks the person and suspends durably until there is an outcome. A NOTICE waits for nothing.
   * @param by whose question it is, when it is not this agent's own
   */
  ask(name: string, question: FeedbackQuestionInput, by?: { askedBy: string }): Promise<FeedbackOutcome>;
  /** Tools that this agent may use, as they are when it asks (AG-7). */
  tools(name: string): Promise<ToolInfo[]>;
  /** Uses a tool. By its rules it runs, the person is asked first, or it is refused; a grant stands for that question. */
  tool(name: string, request: ToolRequest, grant?: Grant): Promise<ToolOutcome>;
  /** Asks for a yes to something shown, and to exactly the calls that follow from it (FB-11). */
  approve(name: string, request: ApprovalRequest): Promise<ApprovalOutcome>;
  /** Agents that fit a task, best first, with the reasons (AG-5). */
  agents(name: string, task: string): Promise<AgentSearch>;
  /** Gives a task to another agent. What it asks becomes a question to the person, in its name. */
  delegate(name: string, request: DelegationRequest): Promise<DelegationOutcome>;
  /** Shows what the run means to do, and who does it. */
  plan(plan: RunPlan): Promise<void>;
  /** A line of work of its own: it goes on while others wait for an answer. */
  branch<T>(name: string, work: (context: RunContext) => Promise<T>): Promise<T>;
  all<T>(branches: Promise<T>[]): Promise<T[]>;
}

export interface AgentDefinition {
  name: string;
  description: string;
  samplePrompts?: SamplePrompt[];
  /** Tools it is made for, by name or as `server.*` (AG-7). It sees no others. */
  tools?: string[];
  /** What others find it by in the directory of agents (AG-5). None: nobody gives it work. */
  skills?: AgentSkill[];
  /** It runs elsewhere, as a workflow over a message broker (AG-9). */
  external?: boolean;
  /** Not offered for conversations: something else starts its runs. */
  hidden?: boolean;
  run(context: RunContext): Promise<void>;
  /** A run of it was stopped, whatever it waited for. Told by the process that stopped it, as well as it goes. */
  stopped?(run: Pick<RunContext, 'runId' | 'sessionId'>): void;
}

export const defineAgent = (definition: AgentDefinition): AgentDefinition => definition;
