import type { ToolPolicy } from '@parley/contracts';
import type { ToolDefinition } from './tool-definition.js';

/** What was decided about a tool, for one agent or for all of them (`*`). */
export interface StoredRule {
  readonly agent: string;
  readonly tool: string;
  readonly policy: ToolPolicy;
  readonly definitionHash: string;
}

/** The tool is no longer what it was when this was decided. */
export const isOutdated = (rule: StoredRule, definition: ToolDefinition | undefined): boolean =>
  definition !== undefined && definition.hash !== rule.definitionHash;

/**
 * What happens when this agent wants to use this tool: its own rule, else the rule for all, else what the tool's server says
 * of it. A yes to what a tool was is no yes to what it has become: then it asks. A no stays a no.
 */
export const policyFor = (definition: ToolDefinition, agent: string, rules: readonly StoredRule[]): ToolPolicy => {
  const own = rules.filter(({ tool }) => tool === definition.tool.name);
  const rule = own.find((one) => one.agent === agent) ?? own.find((one) => one.agent === '*');
  if (!rule) return definition.tool.defaultPolicy;
  return rule.policy === 'AUTO' && isOutdated(rule, definition) ? 'ASK' : rule.policy;
};
