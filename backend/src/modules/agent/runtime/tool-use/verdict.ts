import type { ToolArguments, ToolOutcome } from '../tool-use.js';

/** What one try to use a tool came to. It is journaled. */
export type Verdict = { kind: 'outcome'; outcome: ToolOutcome } | AskFirst;

/** Nothing has been run by this try, or nobody knows: the person decides about exactly this call. */
export interface AskFirst {
  kind: 'ask';
  why:
    | 'rule'
    /** It may have run, and may not be run twice unasked. */
    | 'unknown'
    /** It has run at this place of the run, before that was done again. */
    | 'again'
    /** It is no longer what it was when the person was asked. */
    | 'changed'
    /** What the person made of the arguments does not fit. */
    | 'edits'
    /** The approval does not let this run, or has let it run before. */
    | 'spent';
  problem: string | null;
  arguments: ToolArguments;
  destructive: boolean;
  /** Hash of the tool as it is described now. */
  definition: string;
}

/** What lets a try run without asking. */
export interface Permit {
  requestId: string;
  /** The person's answer to this very call; null: a grant, which was given for this call among others. */
  answered: Pick<AskFirst, 'arguments' | 'definition'> | null;
}
