import { ChevronLeftIcon, PlusIcon } from 'lucide-react';
import { Link, Navigate, Route, Routes, useParams } from 'react-router-dom';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { SectionTabs } from '@/components/layout/section-tabs';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { AgentDetails, AllTools, Directory, LocalAgents } from '@/features/agents';
import { useMe } from '@/features/auth';
import { SamplePrompts, useAgents } from '@/features/sessions';
import { agentName } from '@/lib/agent-name';
import { useStartSession } from '../use-start-session';
import { Page } from './page';

const Tabs = () => (
  <SectionTabs
    label="Agents"
    tabs={[
      { to: '/agents', label: 'Agents', end: true },
      { to: '/agents/directory', label: 'Directory' },
      { to: '/agents/tools', label: 'Tools' },
    ]}
  />
);

const useIsAdmin = () => useMe().data?.role === 'ADMIN';

const Local = () => {
  const agents = useAgents();
  const { start } = useStartSession();
  if (agents.isPending) return <Skeleton className="h-40 rounded-lg" />;
  if (!agents.data)
    return (
      <ErrorState title="The agents could not be loaded" error={agents.error} onRetry={() => void agents.refetch()} />
    );
  return <LocalAgents agents={agents.data.items} onStart={(agent) => void start(agent)} />;
};

const Overview = () => {
  const canChange = useIsAdmin();
  return (
    <Page title="Agents" wide>
      <Tabs />
      <Routes>
        <Route index element={<Local />} />
        <Route path="directory" element={<Directory canChange={canChange} />} />
        <Route path="tools" element={<AllTools canChange={canChange} />} />
        <Route path="*" element={<Navigate to="/agents" replace />} />
      </Routes>
    </Page>
  );
};

const OneAgent = () => {
  const { name = '' } = useParams();
  const agents = useAgents();
  const canChange = useIsAdmin();
  const { start, starting } = useStartSession();
  const agent = agents.data?.items.find((item) => item.name === name);
  return (
    <Page
      title={agentName(name)}
      wide
      actions={
        agent && (
          <Button disabled={starting} onClick={() => void start(agent.name)}>
            <PlusIcon /> New session
          </Button>
        )
      }
    >
      <Button asChild variant="ghost" size="sm" className="-ml-2.5 mb-3">
        <Link to="/agents">
          <ChevronLeftIcon /> All agents
        </Link>
      </Button>
      {agents.isPending && <Skeleton className="h-40 rounded-lg" />}
      {agents.isError && !agents.data && (
        <ErrorState title="The agent could not be loaded" error={agents.error} onRetry={() => void agents.refetch()} />
      )}
      {agents.data && !agent && (
        <EmptyState title="There is no such agent here">It may have been taken away.</EmptyState>
      )}
      {agent && (
        <AgentDetails
          agent={agent}
          canChange={canChange}
          samples={
            agent.samplePrompts.length > 0 && (
              <SamplePrompts agent={agent} onPick={(prompt) => void start(agent.name, prompt)} />
            )
          }
        />
      )}
    </Page>
  );
};

export default function AgentsPage() {
  return (
    <Routes>
      <Route path="local/:name" element={<OneAgent />} />
      <Route path="*" element={<Overview />} />
    </Routes>
  );
}
