import type { RunListItem } from '@parley/contracts';
import { ActivityIcon } from 'lucide-react';
import { Link, useSearchParams } from 'react-router-dom';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { agentName } from '@/lib/agent-name';
import { tokens } from '@/lib/amounts';
import { span, timeWithDay } from '@/lib/dates';
import { isRunActive, RUN_STATUSES } from '@/lib/run-words';
import { useNow } from '@/lib/use-now';
import { plural } from '@/lib/utils';
import { useLiveList } from '../api/live';
import { type RunFilter, useRunList } from '../api/runs';
import { runSpan } from '../run-span';
import { RunFilters } from './run-filters';
import { RunStatus } from './run-status';

const Duration = ({ run }: { run: RunListItem }) => {
  const now = useNow(isRunActive(run) ? 1_000 : 0);
  const { from, to } = runSpan(run, now);
  return <>{span(to - from)}</>;
};

const Row = ({ run }: { run: RunListItem }) => {
  const used = tokens(run.inputTokens, run.outputTokens);
  return (
    <li className="relative border-b text-ui last:border-0 focus-within:bg-muted/60 hover:bg-muted/60">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-2 py-2.5 sm:grid-cols-[10.5rem_minmax(0,1fr)_auto]">
        <RunStatus status={run.status} className="max-sm:row-start-2 max-sm:text-xs sm:font-medium" />
        <div className="min-w-0 max-sm:row-start-1">
          <Link
            to={`/runs/${run.id}`}
            className="block truncate font-medium outline-none after:absolute after:inset-0 after:rounded focus-visible:after:outline-2 focus-visible:after:outline-ring sm:font-normal"
          >
            {run.sessionTitle}
          </Link>
          <p className="flex flex-wrap gap-x-2 text-muted-foreground text-xs tabular">
            <span>{agentName(run.agent)}</span>
            <span>{plural(run.steps, 'step')}</span>
            {used && <span>{used}</span>}
            {run.waiting > 0 && (
              <span className="font-medium text-accent-text">
                {plural(run.waiting, 'question waits', 'questions wait')}
              </span>
            )}
          </p>
          {run.error && <p className="truncate text-danger-text text-xs">{run.error}</p>}
        </div>
        <p className="text-right text-muted-foreground text-xs tabular max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1">
          <Time at={run.createdAt} format={timeWithDay} />
          <span className="block">
            <Duration run={run} />
          </span>
        </p>
      </div>
    </li>
  );
};

const Loading = () => (
  <div className="grid gap-2" aria-busy="true">
    {[1, 2, 3, 4, 5].map((row) => (
      <Skeleton key={row} className="h-12 rounded-lg" />
    ))}
  </div>
);

/** In the address: who comes back from a run finds the list as it was. */
const useFilter = () => {
  const [params, setParams] = useSearchParams();
  const status = RUN_STATUSES.find((known) => known === params.get('status')) ?? '';
  const filter: RunFilter = { status, agent: params.get('agent') ?? '' };
  const set = (next: RunFilter) =>
    setParams(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')), { replace: true });
  return [filter, set] as const;
};

/** Every run of the person, newest first, kept up to date while it shows. */
export default function RunList({ agents }: { agents: readonly string[] }) {
  const [filter, setFilter] = useFilter();
  const runs = useRunList(filter);
  useLiveList();
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4">
      <RunFilters filter={filter} agents={agents} onChange={setFilter} />
      {runs.isPending && <Loading />}
      {runs.isError && !runs.data && (
        <ErrorState title="The runs could not be loaded" error={runs.error} onRetry={() => void runs.refetch()} />
      )}
      {runs.isSuccess && items.length === 0 && (
        <EmptyState icon={<ActivityIcon />} title={filter.status || filter.agent ? 'No such runs' : 'No runs yet'}>
          {filter.status || filter.agent
            ? 'None of this kind. Choose another status or agent.'
            : 'Each message that an agent works on becomes a run. You can watch it here, step by step.'}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul aria-label="Runs" className="border-y" aria-busy={runs.isPlaceholderData}>
          {items.map((run) => (
            <Row key={run.id} run={run} />
          ))}
        </ul>
      )}
      {runs.hasNextPage && (
        <Button
          className="justify-self-center"
          disabled={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          {runs.isFetchingNextPage && <Spinner />} Show older
        </Button>
      )}
    </div>
  );
}
