export { type MailFault, MailFaults, readMailFault } from './faults.js';
export { SCOPES } from './gmail/scopes.js';
export type { CallEntry, DeliveryEntry, MailLedgerEntry, PushEntry } from './ledger.js';
export type * from './model.js';
export { AUTOMATIC_KINDS, CLIENTS, LANGUAGES, VERDICTS } from './model.js';
export { compose } from './people/clients/compose.js';
export { startMailSandbox } from './start.js';
export type * from './types.js';
