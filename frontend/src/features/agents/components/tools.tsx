import type { Tool, ToolRule } from '@parley/contracts';
import { WrenchIcon } from 'lucide-react';
import { EmptyState } from '@/components/layout/empty-state';
import { byServer } from '../tool-rules';
import { ToolRow } from './tool-row';

/** Tools grouped by where they come from, each with its rule. */
export const Tools = ({
  tools,
  rules,
  agent,
  canChange,
}: {
  tools: readonly Tool[];
  rules: readonly ToolRule[];
  /** Whose rules, or `*`: those for all. */
  agent: string;
  canChange: boolean;
}) => {
  if (tools.length === 0)
    return (
      <EmptyState icon={<WrenchIcon />} title="No tools">
        None of the tools that are there now are for this agent.
      </EmptyState>
    );
  return (
    <div className="grid gap-5">
      {byServer(tools).map(({ server, tools: own }) => (
        <section key={server ?? ''} aria-label={server ? `Tools of ${server}` : 'Built-in tools'}>
          <h3 className="font-medium text-muted-foreground text-xs">{server ?? 'Built in'}</h3>
          <ul className="mt-1 border-y">
            {own.map((tool) => (
              <ToolRow key={tool.name} tool={tool} rules={rules} agent={agent} canChange={canChange} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};
