import type { ToolList } from '@parley/contracts';
import type { ReactNode } from 'react';
import { ErrorState } from '@/components/layout/error-state';
import { Section } from '@/components/layout/section';
import { Skeleton } from '@/components/ui/skeleton';
import { useTools } from '../api/tools';
import { EVERY_AGENT } from '../tool-rules';
import { ToolServers } from './tool-servers';
import { Tools } from './tools';

/** The tools once they are there. */
export const WithTools = ({ children }: { children: (list: ToolList) => ReactNode }) => {
  const tools = useTools();
  if (tools.isPending) return <Skeleton className="h-40 rounded-lg" />;
  if (!tools.data)
    return (
      <ErrorState title="The tools could not be loaded" error={tools.error} onRetry={() => void tools.refetch()} />
    );
  return children(tools.data);
};

/** Every tool, and the rules that hold for all agents. */
export const AllTools = ({ canChange }: { canChange: boolean }) => (
  <WithTools>
    {({ servers, tools, rules }) => (
      <div className="grid gap-9 [&>*]:min-w-0">
        <ToolServers servers={servers} canChange={canChange} />
        <Section
          title="Tools"
          lead="What happens when an agent uses one. What is set here holds for every agent that has no rule of its own."
        >
          <Tools tools={tools} rules={rules} agent={EVERY_AGENT} canChange={canChange} />
        </Section>
      </div>
    )}
  </WithTools>
);
