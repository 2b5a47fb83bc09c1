export { type ControlTargets, handleControl, readBody, sendJson } from './control.js';
export { FaultPlan, type FaultRule, type Labels, labelsFit } from './fault-plan.js';
export { Ledger, type LedgerEntry, readLedgerFile } from './ledger.js';
