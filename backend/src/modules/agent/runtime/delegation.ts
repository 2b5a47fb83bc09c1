import type { DirectoryMatch } from '@parley/contracts';

export interface AgentSearch {
  /** Best first; agents that are down are among them, marked so. */
  matches: DirectoryMatch[];
}

export interface DelegationRequest {
  /** Id in the directory. */
  agentId: string;
  /** Name of that agent, for people. */
  agent: string;
  task: string;
  /** What it should know: results of earlier tasks. */
  context?: string;
}

export type DelegationOutcome =
  | { kind: 'completed'; text: string; data: unknown }
  /** It said no, or gave up. */
  | { kind: 'failed'; message: string }
  /** It could not be reached, or did not answer in time, after every try. */
  | { kind: 'unreachable'; message: string }
  /** It asked, and nobody answered, or the person withdrew. */
  | { kind: 'unanswered'; message: string };
