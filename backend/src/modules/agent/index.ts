export { AgentModule } from './agent.module.js';
export type { AgentSettings } from './agent-settings.js';
export { assistant } from './agents/assistant/index.js';
export { ExtractAnswer } from './answers/extract-answer.use-case.js';
export { usesDemoModel } from './llm/index.js';
export { type AgentDefinition, defineAgent, type RunContext } from './runtime/index.js';
export { StopRun } from './stop-run.use-case.js';
