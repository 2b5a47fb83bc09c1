export { type AgentFault, readAgentFault } from './faults.js';
export type { AgentLedgerEntry } from './ledger.js';
export type { Sample } from './samples/sample.js';
export { type SampleAgents, type SampleAgentsOptions, startSampleAgents } from './start.js';
