import type { Run, RunDetail } from '@parley/contracts';
import { ChevronRightIcon } from 'lucide-react';
import { useState } from 'react';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { timeWithDay } from '@/lib/dates';
import { RUN_WORDS } from '@/lib/run-words';
import { cn } from '@/lib/utils';
import { useRun, useRuns } from '../api/runs';
import { RunSteps } from './run-steps';

const EarlierRun = ({ run }: { run: Run }) => {
  const [open, setOpen] = useState(false);
  const detail = useRun(run.id, open);
  return (
    <li className="border-t py-1">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-7 w-full items-center gap-1.5 rounded text-left text-muted-foreground text-xs hover:text-foreground pointer-coarse:min-h-11"
      >
        <ChevronRightIcon className={cn('size-3.5 transition-transform', open && 'rotate-90')} />
        <Time at={run.createdAt} format={timeWithDay} />
        <span className="ml-auto">{RUN_WORDS[run.status]}</span>
      </button>
      {open && (
        <div className="py-2 pl-5">{detail.data ? <RunSteps run={detail.data} /> : <Skeleton className="h-12" />}</div>
      )}
    </li>
  );
};

const EarlierRuns = ({ sessionId, currentId }: { sessionId: string; currentId: string }) => {
  const [open, setOpen] = useState(false);
  const runs = useRuns(sessionId, open);
  const earlier = (runs.data ?? []).filter((run) => run.id !== currentId);
  if (!open)
    return (
      <Button variant="ghost" size="sm" className="-ml-2 justify-self-start" onClick={() => setOpen(true)}>
        Earlier runs
      </Button>
    );
  if (runs.isPending) return <Skeleton className="h-8" />;
  if (earlier.length === 0) return <p className="text-muted-foreground text-xs">No earlier runs in this session.</p>;
  return (
    <ul aria-label="Earlier runs">
      {earlier.map((run) => (
        <EarlierRun key={run.id} run={run} />
      ))}
    </ul>
  );
};

export default function RunPane({ sessionId, run }: { sessionId: string; run: RunDetail | null }) {
  if (!run)
    return (
      <p className="text-pretty text-muted-foreground text-xs">
        What the agent does with a message shows here, step by step, with the time each took.
      </p>
    );
  return (
    <div className="grid gap-5">
      <RunSteps run={run} />
      <EarlierRuns key={`${sessionId} ${run.id}`} sessionId={sessionId} currentId={run.id} />
    </div>
  );
}
