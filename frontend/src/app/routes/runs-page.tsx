import { RunList } from '@/features/runs';
import { useAgents } from '@/features/sessions';
import { Page } from './page';

export default function RunsPage() {
  const agents = useAgents().data?.items ?? [];
  return (
    <Page title="Runs" wide>
      <RunList agents={agents.map(({ name }) => name)} />
    </Page>
  );
}
