import type { Tool, ToolPolicy, ToolRule } from '@parley/contracts';
import { useState } from 'react';
import { AskOnceMore } from '@/components/ask-once-more';
import { Select } from '@/components/ui/select';
import { VisibleText } from '@/components/visible-text';
import { useSetRule } from '../api/tools';
import { effectOf, isBold, policyLabel, policyText } from '../describe-agent';
import { EVERY_AGENT, inherited, ruleFor } from '../tool-rules';
import { StateWord } from './state-word';

const CHOICES: readonly ToolPolicy[] = ['AUTO', 'ASK', 'DENY'];

const defaultLabel = (tool: Tool, rules: readonly ToolRule[], agent: string) => {
  const whose = agent !== EVERY_AGENT && ruleFor(rules, EVERY_AGENT, tool.name) ? 'As for all agents' : 'Default';
  return `${whose}: ${policyText(inherited(tool, rules, agent))}`;
};

/** What happens when an agent uses it. Letting it run unasked is asked about once more, unless it only reads. */
const PolicyChoice = ({ tool, rules, agent }: { tool: Tool; rules: readonly ToolRule[]; agent: string }) => {
  const set = useSetRule();
  const [bold, setBold] = useState(false);
  const choose = (policy: ToolPolicy | null) => {
    setBold(isBold(tool, policy) && !bold);
    if (!isBold(tool, policy) || bold) set.mutate({ agent, tool: tool.name, policy });
  };
  if (bold)
    return (
      <AskOnceMore
        label={`Let ${tool.name} run by itself?`}
        yes="Let it run unasked"
        no="Back"
        busy={false}
        problem={null}
        onYes={() => choose('AUTO')}
        onNo={() => setBold(false)}
      >
        It {effectOf(tool).word}. {agent === EVERY_AGENT ? 'Every agent' : 'This agent'} could use it without asking
        anybody.
      </AskOnceMore>
    );
  return (
    <Select
      aria-label={`What happens with ${tool.name}`}
      className="max-w-full"
      value={ruleFor(rules, agent, tool.name)?.policy ?? ''}
      onChange={(event) => choose((event.target.value || null) as ToolPolicy | null)}
    >
      <option value="">{defaultLabel(tool, rules, agent)}</option>
      {CHOICES.map((policy) => (
        <option key={policy} value={policy}>
          {policyLabel(policy)}
        </option>
      ))}
    </Select>
  );
};

const Arguments = ({ tool }: { tool: Tool }) => (
  <details className="text-ui">
    <summary className="w-fit cursor-pointer rounded text-muted-foreground text-xs hover:text-foreground pointer-coarse:py-3">
      Arguments
    </summary>
    <pre className="scroll-thin mt-1.5 max-h-72 overflow-auto rounded-lg border bg-code p-3 font-mono text-xs">
      <VisibleText text={JSON.stringify(tool.inputSchema, null, 2)} />
    </pre>
  </details>
);

/** One tool and the rule for it: for one agent, or for all (`*`). */
export const ToolRow = ({
  tool,
  rules,
  agent,
  canChange,
}: {
  tool: Tool;
  rules: readonly ToolRule[];
  agent: string;
  canChange: boolean;
}) => {
  const rule = ruleFor(rules, agent, tool.name);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b py-3.5 last:border-0">
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <code className="break-all font-medium font-mono text-[0.8125rem]">
            <VisibleText text={tool.name} />
          </code>
          <StateWord {...effectOf(tool)} />
        </div>
        <p className="max-w-prose text-pretty break-words text-muted-foreground text-ui">
          <VisibleText text={tool.description || tool.title} />
        </p>
        <Arguments tool={tool} />
        {rule?.outdated && (
          <p className="text-pretty text-warning-text text-xs">
            This tool was changed by its server since you decided. Until you decide again, it asks.
          </p>
        )}
      </div>
      <div className="max-w-full">
        {canChange ? (
          <PolicyChoice tool={tool} rules={rules} agent={agent} />
        ) : (
          <span className="text-muted-foreground text-ui">
            {policyLabel(rule && !rule.outdated ? rule.policy : inherited(tool, rules, agent))}
          </span>
        )}
      </div>
    </li>
  );
};
