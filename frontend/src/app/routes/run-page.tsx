import { ArrowLeftIcon } from 'lucide-react';
import { Link, useParams } from 'react-router-dom';
import { Button } from '@/components/ui/button';
import { useMe } from '@/features/auth';
import { AskedQuestion } from '@/features/feedback';
import { RunPage, useRunView } from '@/features/runs';
import { agentName } from '@/lib/agent-name';
import { Page } from './page';

const Back = () => (
  <Button asChild variant="ghost">
    <Link to="/runs">
      <ArrowLeftIcon /> All runs
    </Link>
  </Button>
);

export default function RunRoute() {
  const { runId = '' } = useParams();
  const run = useRunView(runId).data;
  const myId = useMe().data?.id;
  return (
    <Page title={run ? `Run of ${agentName(run.agent)}` : 'Run'} actions={<Back />} wide>
      <RunPage runId={runId} renderQuestion={(requestId) => <AskedQuestion id={requestId} myId={myId} />} />
    </Page>
  );
}
