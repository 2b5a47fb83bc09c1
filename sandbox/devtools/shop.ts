import type { SharedLedger } from '../kit/index.js';
import type { Repository } from './git/repository.js';
import type { PullRequests } from './pulls/pull-requests.js';
import type { DevtoolsLedgerEntry } from './types.js';

/** What the tools and pages work with. */
export interface Shop {
  readonly repository: Repository;
  readonly pulls: PullRequests;
  readonly ledger: SharedLedger<DevtoolsLedgerEntry>;
  /** By which call each branch was made, since this process began. */
  readonly makers: Map<string, string | null>;
  /** Of the pages. Null: nobody serves any. */
  url: string | null;
}
