import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useLiveRun } from '../api/live';
import { useRunControl, useRunView } from '../api/runs';
import { RunHead } from './run-head';
import { RunPlan } from './run-plan';
import { Timeline } from './timeline';

const Loading = () => (
  <div className="grid gap-4" aria-busy="true">
    <Skeleton className="h-8 w-48" />
    <Skeleton className="h-12" />
    <Skeleton className="h-60 rounded-xl" />
  </div>
);

/** One run, live while it works. */
export default function RunPage({
  runId,
  renderQuestion,
}: {
  runId: string;
  renderQuestion: (requestId: string) => ReactNode;
}) {
  const run = useRunView(runId);
  const control = useRunControl(runId);
  const navigate = useNavigate();
  useLiveRun(run.data);
  const onRetried = (id: string) => navigate(`/runs/${id}`);
  if (run.data)
    return (
      <div className="grid gap-7 [&>*]:min-w-0">
        <RunHead run={run.data} control={control} onRetried={onRetried} />
        {run.data.plan && run.data.plan.tasks.length > 0 && <RunPlan plan={run.data.plan} />}
        <Timeline key={runId} run={run.data} control={control} onRetried={onRetried} renderQuestion={renderQuestion} />
      </div>
    );
  if (run.isError)
    return <ErrorState title="This run cannot be shown" error={run.error} onRetry={() => void run.refetch()} />;
  return <Loading />;
}
