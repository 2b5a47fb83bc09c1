export { readSlackFault, type SlackFault, SlackFaults } from './faults.js';
export type { CallEntry, DeliveryEntry, ResponseUrlEntry, SlackLedgerEntry } from './ledger.js';
export type * from './model.js';
export { startSlackSandbox } from './start.js';
export type * from './types.js';
