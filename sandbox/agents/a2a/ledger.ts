import type { LedgerEntry } from '../../kit/index.js';

/** What the sample agents took in, and what became of it. */
export type AgentLedgerEntry = LedgerEntry & {
  readonly kind: 'call' | 'task';
  readonly agent: string;
  /** call: the JSON-RPC method, or `card`. */
  readonly method?: string;
  /** task: `begun`, `working`, or the state in which it rested. */
  readonly state?: string;
  readonly taskId?: string;
  readonly contextId?: string;
  readonly messageId?: string;
  /** What came with the request as a bearer token. */
  readonly token?: string;
};
