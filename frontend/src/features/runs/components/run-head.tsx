import type { RunView } from '@parley/contracts';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { cost, tokens } from '@/lib/amounts';
import { span, timeWithDay } from '@/lib/dates';
import { isRunActive } from '@/lib/run-words';
import { useNow } from '@/lib/use-now';
import type { RunControl } from '../api/runs';
import { canGoOn } from '../run-retry';
import { runSpan } from '../run-span';
import { RunStatus } from './run-status';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-muted-foreground text-xs">{name}</dt>
    <dd className="truncate text-ui tabular">{children}</dd>
  </div>
);

const linkClass = 'text-accent-text underline-offset-4 hover:underline';

const Facts = ({ run, now }: { run: RunView; now: number }) => {
  const { from, to } = runSpan(run, now);
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:flex-wrap">
      <Fact name="Session">
        <Link to={`/sessions/${run.sessionId}`} className={linkClass}>
          {run.sessionTitle}
        </Link>
      </Fact>
      <Fact name="Started">
        <Time at={run.createdAt} format={timeWithDay} />
      </Fact>
      <Fact name="Duration">{span(to - from)}</Fact>
      <Fact name="Tokens">{tokens(run.inputTokens, run.outputTokens) ?? 'none'}</Fact>
      <Fact name="Cost">
        {run.costUsd === null ? <span className="text-muted-foreground">not known</span> : cost(run.costUsd)}
      </Fact>
    </dl>
  );
};

const Line = ({ run }: { run: RunView }) => (
  <>
    {run.retryOf && (
      <p className="text-muted-foreground text-xs">
        It took over the finished steps of{' '}
        <Link to={`/runs/${run.retryOf}`} className={linkClass}>
          the run before it
        </Link>
        .
      </p>
    )}
    {run.retriedBy && (
      <p className="text-muted-foreground text-xs">
        It was retried:{' '}
        <Link to={`/runs/${run.retriedBy}`} className={linkClass}>
          open the newer run
        </Link>
        .
      </p>
    )}
  </>
);

/** What it is, how it stands, what it took, and what can be done about it. */
export const RunHead = ({
  run,
  control,
  onRetried,
}: {
  run: RunView;
  control: RunControl;
  onRetried: (runId: string) => void;
}) => {
  const active = isRunActive(run);
  const now = useNow(active ? 1_000 : 0);
  const retry = async () => {
    const id = await control.retry();
    if (id) onRetried(id);
  };
  return (
    <section aria-label="This run" className="grid gap-4">
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <span role="status" className="flex-1 font-medium">
          <RunStatus status={run.status} />
        </span>
        {active && (
          <Button disabled={control.busy !== null} onClick={() => void control.stop()}>
            {control.busy === 'stop' && <Spinner />} Stop
          </Button>
        )}
        {canGoOn(run) && (
          <Button variant="primary" disabled={control.busy !== null} onClick={() => void retry()}>
            {control.busy === 'retry' && <Spinner />} Retry
          </Button>
        )}
      </div>
      {run.error && (
        <p role="alert" className="break-words rounded-md bg-danger-soft px-3 py-2 text-danger-text text-ui">
          {run.error}
        </p>
      )}
      <Facts run={run} now={now} />
      <Line run={run} />
    </section>
  );
};
