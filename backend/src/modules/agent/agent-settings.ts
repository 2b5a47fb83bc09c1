import type { LlmSettings } from './llm/index.js';
import type { AgentDefinition } from './runtime/run-context.js';

export const AGENT_SETTINGS = Symbol('AGENT_SETTINGS');

export interface AgentSettings {
  /** Every agent that this deployment can run. */
  agents: readonly AgentDefinition[];
  llm: LlmSettings;
  /** The built-in demo model answers: the screens say so. */
  demoModel: boolean;
  /** How long a run stays with a worker that no longer renews it, in milliseconds. */
  leaseMs: number;
}
