export { AgentStateModule } from './agent-state.module.js';
export { type JournalEntry, JournalRepository } from './journal.repository.js';
export { ListRuns } from './list-runs.use-case.js';
export { PostMessage } from './post-message.use-case.js';
export { RunRepository } from './run.repository.js';
export { runJson, stepJson } from './run-json.js';
export { LeaseLost, type RunLease } from './run-lease.js';
export { fence, lockSession, setState } from './session-lock.js';
export { SpeechRepository } from './speech.repository.js';
