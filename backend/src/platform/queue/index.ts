export { JobCatalogue, type JobKind, type JobPayloads } from './job-catalogue.js';
export { JobDispatcher } from './job-dispatcher.js';
export { Outbox } from './outbox.js';
export { QueueModule } from './queue.module.js';
export { QueueLook } from './queue-look.js';
export type { QueueSettings } from './queue-settings.js';
export { Sweeper } from './sweeper.js';
export { WorkLedger } from './work-ledger.js';
