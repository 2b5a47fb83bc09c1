import type { Reach } from '../kit/index.js';

/** What an effect tool was asked and what came of it: what tests judge by. */
export interface DevtoolsLedgerEntry {
  readonly time: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** done: something changed. already: it had been done before. refused: nothing changed. */
  readonly outcome: 'done' | 'already' | 'refused';
  readonly detail: string;
  /** What the caller names this call by, over repetitions. */
  readonly idempotencyKey: string | null;
}

export interface PullRequest {
  number: number;
  title: string;
  body: string;
  head: string;
  base: string;
  status: 'open' | 'merged' | 'closed';
  createdAt: string;
}

export interface DevtoolsOptions {
  /** 0, the default, takes any free port. */
  port?: number | undefined;
  /** Left out: only from this machine. */
  reach?: Reach | undefined;
  /** Where repository, pull requests and ledger live. */
  folder: string;
}

export interface Devtools {
  /** Of the pages. */
  readonly url: string;
  /** Of the MCP server (Streamable HTTP). */
  readonly mcpUrl: string;
  /** The bare git repository. */
  readonly repository: string;
  /** Of every process that works on this folder, oldest first. */
  ledger(): readonly Readonly<DevtoolsLedgerEntry>[];
  pullRequests(): Promise<PullRequest[]>;
  close(): Promise<void>;
}
