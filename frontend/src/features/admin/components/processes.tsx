import type { ProcessList, ProcessView } from '@parley/contracts';
import { InfoIcon, TriangleAlertIcon } from 'lucide-react';
import { ErrorState } from '@/components/layout/error-state';
import { Time } from '@/components/time';
import { Skeleton } from '@/components/ui/skeleton';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { cn } from '@/lib/utils';
import { useProcesses } from '../api/work';
import { isMixed, loadText, type ProcessState, processState, ROLE_NAME } from '../describe-process';

const TONE: Record<ProcessState['tone'], string> = {
  good: 'text-success-text',
  quiet: 'text-muted-foreground',
  warning: 'text-warning-text',
};

const Notes = ({ notes }: { notes: ProcessList['notes'] }) => (
  <div role="status" className="max-w-prose text-pretty text-ui empty:hidden">
    {notes.length > 0 && (
      <ul className="grid gap-2">
        {notes.map(({ level, text }) => {
          const Icon = level === 'warning' ? TriangleAlertIcon : InfoIcon;
          return (
            <li key={text} className="flex gap-2">
              <Icon
                aria-hidden="true"
                className={cn('mt-0.5 size-4 shrink-0', level === 'warning' ? TONE.warning : TONE.quiet)}
              />
              {text}
            </li>
          );
        })}
      </ul>
    )}
  </div>
);

const Row = ({ process, mixed }: { process: ProcessView; mixed: boolean }) => {
  const { role, version, host, pid, startedAt, seenAt, self } = process;
  const state = processState(process);
  const load = loadText(process);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 border-b py-3 text-ui last:border-0">
      <h2 className="font-medium">
        {ROLE_NAME[role]}
        {self && <span className="font-normal text-muted-foreground"> (answers you now)</span>}
      </h2>
      <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap text-xs', TONE[state.tone])}>
        <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-current" />
        {state.word}
      </span>
      <p className="col-span-2 break-words text-muted-foreground text-xs">
        <span className={cn(mixed && 'font-semibold text-foreground')}>Version {version}</span> · process {pid} on{' '}
        {host}
        {load && ` · ${load}`}
      </p>
      <p className="col-span-2 text-muted-foreground text-xs">
        Since <Time at={startedAt} format={timeWithDay} /> · last heard of <Time at={seenAt} format={timeWithDay} />
      </p>
    </li>
  );
};

/** Every process of this Parley: who serves, who works, and whether they are of one version. */
export const Processes = () => {
  const processes = useProcesses();
  if (processes.isPending) return <Skeleton className="h-60 rounded-xl" />;
  if (!processes.data)
    return (
      <ErrorState
        title="The processes could not be loaded"
        error={processes.error}
        onRetry={() => void processes.refetch()}
      />
    );
  const { items, notes } = processes.data;
  const mixed = isMixed(items);
  return (
    <div className="grid gap-4">
      <Notes notes={notes} />
      {processes.isError && (
        <p role="alert" className="text-warning-text text-xs">
          Not up to date: {messageOf(processes.error)}
        </p>
      )}
      <ul aria-label="Processes" className="border-y">
        {items.map((process) => (
          <Row key={process.id} process={process} mixed={mixed} />
        ))}
      </ul>
    </div>
  );
};
