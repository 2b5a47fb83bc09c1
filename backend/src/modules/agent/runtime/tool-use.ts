import type { FeedbackQuestionInput, Person, Tool } from '@parley/contracts';

/** A tool as an agent sees it, with what will happen when it is used now. */
export interface ToolInfo extends Tool {
  policy: 'AUTO' | 'ASK';
}

export type ToolArguments = Record<string, unknown>;

export interface ToolRequest {
  /** `server.tool`. */
  tool: string;
  arguments: ToolArguments;
  /** What it touches, in words of the code and never of a model: repository, host, environment. */
  target?: string;
  /** Why, in markdown, when the person is asked. */
  why?: string;
}

export type ToolOutcome =
  /** It ran. `isError`: the tool itself says that it failed. `data`: its structured result, where it has one. */
  | { kind: 'done'; text: string; data: unknown; isError: boolean; arguments: ToolArguments; cut: boolean }
  /** It did not run, and never will under this request. */
  | { kind: 'refused'; by: 'rule' | 'person'; reason: string | null }
  | { kind: 'unanswered'; why: 'expired' | 'cancelled' | 'undeliverable' }
  /** It could not be called: no such tool, arguments that do not fit, a server that is down, a time-out before it began. */
  | { kind: 'failed'; message: string }
  /** It has run before, or nobody knows whether it has, and the person did not want it run again. */
  | { kind: 'unknown'; message: string };

/** Leave to run certain calls, each once. Only an approval gives one, and the database holds it. */
export interface Grant {
  readonly requestId: string;
}

export interface ApprovedAnswer {
  /** `path#index` of each approved hunk; null: all. */
  approvedHunks: readonly string[] | null;
  editedArguments: ToolArguments | null;
}

type ApprovalQuestion = Omit<Extract<FeedbackQuestionInput, { type: 'APPROVAL' }>, 'type'>;

export interface ApprovalRequest extends ApprovalQuestion {
  /**
   * The calls that a yes lets run: a pure function of what was shown and what was answered.
   * @throws Error why an edited or partial approval cannot be carried out; then it counts as `unusable`
   */
  calls(answer: ApprovedAnswer): readonly ToolRequest[];
}

export type ApprovalOutcome =
  | (ApprovedAnswer & { kind: 'approved'; grant: Grant; comment: string | null; by: Person | null })
  | { kind: 'revise'; comment: string; by: Person | null }
  | { kind: 'rejected'; comment: string | null; by: Person | null }
  | { kind: 'unusable'; reason: string }
  | { kind: 'expired' }
  | { kind: 'cancelled'; reason: string | null }
  | { kind: 'undeliverable'; reason: string | null };
