import type { SetToolRule, Tool, ToolPolicy, ToolRule } from '@parley/contracts';

/** A rule for this name holds for every agent that has none of its own. */
export const EVERY_AGENT = '*';

export const ruleFor = (rules: readonly ToolRule[], agent: string, tool: string): ToolRule | undefined =>
  rules.find((rule) => rule.agent === agent && rule.tool === tool);

/** What holds where nobody decided for this very agent: the rule for all of them, else what the tool itself suggests. */
export const inherited = (tool: Tool, rules: readonly ToolRule[], agent: string): ToolPolicy => {
  const forAll = agent === EVERY_AGENT ? undefined : ruleFor(rules, EVERY_AGENT, tool.name);
  if (!forAll) return tool.defaultPolicy;
  return forAll.outdated && forAll.policy === 'AUTO' ? 'ASK' : forAll.policy;
};

/** The rules after one was set or taken back, before the server says so. */
export const withRule = (rules: readonly ToolRule[], { agent, tool, policy }: SetToolRule): ToolRule[] => {
  const others = rules.filter((rule) => rule.agent !== agent || rule.tool !== tool);
  return policy === null ? others : [...others, { agent, tool, policy, outdated: false }];
};

/** Tools by where they come from, in the order of their names; what is built in comes first. */
export const byServer = (tools: readonly Tool[]): { server: string | null; tools: Tool[] }[] => {
  const groups = new Map<string | null, Tool[]>();
  for (const tool of tools) groups.set(tool.server, [...(groups.get(tool.server) ?? []), tool]);
  return [...groups]
    .map(([server, own]) => ({ server, tools: own.toSorted((a, b) => a.name.localeCompare(b.name)) }))
    .sort((a, b) => (a.server ?? '').localeCompare(b.server ?? ''));
};
