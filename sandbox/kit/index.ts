export { type ControlTargets, handleControl, readBody, sendJson } from './control.js';
export { FaultPlan, type FaultRule, type Labels, labelsFit, usesOf } from './fault-plan.js';
export { Ledger, type LedgerEntry, readLedgerFile } from './ledger.js';
export { SharedLedger } from './shared-ledger.js';
export { SharedUses } from './shared-uses.js';
