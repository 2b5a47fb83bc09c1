import type { ReplyTo } from './inbound.repository.js';
import type { ProposalPlace } from './proposal.repository.js';

/** People talking to each other: not even kept. */
export const NOT_TO_US = 'ignored: not said to us';

/** Without its reason, of which there are too many to count. */
export const inAWord = (outcome: string): string => outcome.split(':', 1)[0] ?? outcome;

/** Told to whose question somebody meddled with, where they look, and not where it happened. */
export interface Warning {
  sessionId: string;
  requestId: string;
  text: string;
}

/** What became of something that arrived: recorded with it, and told to its sender where there is something to tell. */
export interface Outcome {
  /** applied, late, superseded, posted, command, asked back, ignored or quarantined, with its reason. */
  outcome: string;
  reply?: { to: ReplyTo; text: string };
  warning?: Warning;
  /** What was understood before is overtaken. Forgotten with the outcome: a second run must find it (F5). */
  forget?: ProposalPlace;
}
