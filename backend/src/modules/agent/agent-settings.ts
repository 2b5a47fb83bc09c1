import type { DirectorySettings } from './directory/index.js';
import type { LlmSettings } from './llm/index.js';
import type { ModelPrices } from './run-pages/domain/run-cost.js';
import type { AgentDefinition } from './runtime/run-context.js';
import type { ToolSettings } from './tools/tool-settings.js';

export const AGENT_SETTINGS = Symbol('AGENT_SETTINGS');

export interface AgentSettings {
  /** Every agent that this deployment can run. */
  agents: readonly AgentDefinition[];
  llm: LlmSettings;
  tools: ToolSettings;
  /** Agents elsewhere. */
  directory: DirectorySettings;
  /** The built-in demo model answers: the screens say so. */
  demoModel: boolean;
  /** For the costs that runs show; models that are missing cost nobody knows what. */
  prices: ModelPrices;
  /** How long a run stays with a worker that no longer renews it, in milliseconds. */
  leaseMs: number;
  /** This process takes up runs. */
  works: boolean;
}
