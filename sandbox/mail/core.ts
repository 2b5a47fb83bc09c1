import type { SharedLedger } from '../kit/index.js';
import type { MailFaults } from './faults.js';
import type { MailLedgerEntry } from './ledger.js';
import type { Codes } from './oauth/codes.js';
import type { PostOffice } from './post/post-office.js';
import type { Publisher } from './push/publisher.js';
import type { Store } from './store/store.js';
import type { MailClientApp } from './types.js';

/** What the parts of the sandbox share. */
export interface Mail {
  readonly app: MailClientApp;
  readonly store: Store;
  readonly faults: MailFaults;
  readonly ledger: SharedLedger<MailLedgerEntry>;
  readonly codes: Codes;
  readonly post: PostOffice;
  readonly publisher: Publisher;
  /** Known once the server listens. */
  url: string;
}
