import type { HeldRun, WakeUpQueue } from '@parley/contracts';
import { ExternalLinkIcon } from 'lucide-react';
import { ErrorState } from '@/components/layout/error-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { useOpenDashboard, useWork } from '../api/work';
import { heldText, QUEUE_NAME, queueText, runName } from '../describe-work';
import { FailedWork } from './failed-work';
import { Verdict } from './verdict';
import { WorkTable } from './work-table';

const WakeUps = ({ queue }: { queue: WakeUpQueue }) => {
  const open = useOpenDashboard();
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-ui">Wake-ups</h2>
      <p className="max-w-prose text-pretty text-muted-foreground text-ui">
        {QUEUE_NAME[queue.on]}: {queueText(queue)} It only wakes workers up. If it loses something, nothing is lost.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" disabled={open.isPending || queue.counts === null} onClick={() => open.mutate()}>
          {open.isPending ? <Spinner /> : <ExternalLinkIcon />} Open queue dashboard
        </Button>
        {open.isError && (
          <span role="alert" className="text-danger-text text-xs">
            {messageOf(open.error)}
          </span>
        )}
      </div>
    </section>
  );
};

const HeldRuns = ({ runs }: { runs: readonly HeldRun[] }) => (
  <section className="grid gap-1">
    <h2 className="font-semibold text-ui">Runs being worked on</h2>
    {runs.length === 0 ? (
      <p className="text-muted-foreground text-ui">None at this moment.</p>
    ) : (
      <ul aria-label="Runs being worked on" className="border-y">
        {runs.map((run) => (
          <li key={run.id} className="border-b py-2.5 text-ui last:border-0">
            {runName(run)}
            <span className="block text-muted-foreground text-xs">{heldText(run)}</span>
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** Is it stuck? From PostgreSQL, which knows, beside the queue, which only wakes. */
export const Queues = () => {
  const work = useWork();
  if (work.isPending) return <Skeleton className="h-60 rounded-xl" />;
  if (!work.data)
    return <ErrorState title="The queues could not be loaded" error={work.error} onRetry={() => void work.refetch()} />;
  const { verdict, lines, queue, runs, failed } = work.data;
  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        <Verdict verdict={verdict} />
        {work.isError && (
          <p role="alert" className="text-warning-text text-xs">
            Not up to date: {messageOf(work.error)}
          </p>
        )}
        <WorkTable lines={lines} />
      </div>
      <FailedWork items={failed} />
      <HeldRuns runs={runs} />
      <WakeUps queue={queue} />
    </div>
  );
};
