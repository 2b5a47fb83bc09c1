import type { SharedLedger } from '../kit/index.js';
import type { Courier } from './delivery/courier.js';
import type { SocketHub } from './delivery/socket-hub.js';
import type { SlackFaults } from './faults.js';
import type { Triggers } from './interactivity/triggers.js';
import type { SlackLedgerEntry } from './ledger.js';
import type { Codes } from './oauth/codes.js';
import type { Store } from './store/store.js';
import type { SlackApp } from './types.js';
import type { RateLimiter } from './web-api/rate-limiter.js';

/** What the parts of the sandbox share. */
export interface Slack {
  readonly app: SlackApp;
  readonly store: Store;
  readonly faults: SlackFaults;
  readonly ledger: SharedLedger<SlackLedgerEntry>;
  readonly courier: Courier;
  readonly sockets: SocketHub;
  readonly triggers: Triggers;
  readonly codes: Codes;
  readonly limiter: RateLimiter;
  /** Known once the server listens. */
  url: string;
}
