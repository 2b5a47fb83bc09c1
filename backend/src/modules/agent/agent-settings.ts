export const AGENT_SETTINGS = Symbol('AGENT_SETTINGS');

export interface AgentSettings {
  /** The built-in demo model answers: the screens say so. */
  demoModel: boolean;
}
