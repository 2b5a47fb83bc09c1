import type { AgentState, RunDetail, Step } from '@parley/contracts';
import { RotateCcwIcon, TriangleAlertIcon } from 'lucide-react';
import { StepIcon } from '@/components/step-icon';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { span, timeWithDay } from '@/lib/dates';
import { stepName } from '@/lib/run-words';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import type { RunControl } from '../api/runs';
import { isWaiting, isWorking, shownSteps } from '../describe-step';

/** The newest few steps in a row, so that one sees the run move. */
const Steps = ({ steps, active }: { steps: readonly Step[]; active: boolean }) => (
  <ol aria-label="Steps of this run" className="flex min-w-0 items-center gap-3 overflow-hidden max-sm:hidden">
    {steps.slice(-4).map((step) => (
      <li
        key={step.id}
        className={cn(
          'flex items-center gap-1 whitespace-nowrap text-muted-foreground text-xs',
          step.status === 'RUNNING' && 'text-foreground',
        )}
      >
        <StepIcon status={step.status} runActive={active} />
        {stepName(step.name)}
      </li>
    ))}
  </ol>
);

const Working = ({ state, run }: { state: AgentState; run: RunDetail | null }) => {
  const now = useNow(1_000);
  const steps = shownSteps(run?.steps ?? []);
  const seconds = Math.floor((now - Date.parse(state.since)) / 1_000);
  return (
    <>
      <span className="flex shrink-0 items-center gap-1.5">
        <span className="breathe size-1.5 rounded-full bg-accent" aria-hidden="true" />
        {state.step ? stepName(state.step) : 'Working'}
        {seconds >= 2 && (
          <span className="text-muted-foreground tabular">{span(seconds * 1_000).replace('.0', '')}</span>
        )}
      </span>
      <Steps steps={steps} active />
    </>
  );
};

const Failed = ({ run, control }: { run: RunDetail | null; control: RunControl }) => (
  <div role="alert" className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1.5">
    <span className="flex min-w-0 flex-1 items-start gap-1.5 text-danger-text">
      <TriangleAlertIcon className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 break-words">
        {run?.error ?? 'The run failed.'}{' '}
        <span className="text-muted-foreground">Your messages and answers are safe.</span>
      </span>
    </span>
    <Retry control={control} />
  </div>
);

const Retry = ({ control }: { control: RunControl }) => (
  <Button size="sm" disabled={control.busy !== null} onClick={() => void control.retry()}>
    {control.busy === 'retry' ? <Spinner /> : <RotateCcwIcon />} Retry
  </Button>
);

/** What the agent does right now, in words. Empty when there is nothing to say. */
export const AgentStatus = ({
  state,
  run,
  waiting,
  control,
  onJump,
}: {
  state: AgentState;
  run: RunDetail | null;
  /** What it waits for, in words; null when no question is open. Asleep: nobody is asked for a while. */
  waiting: { text: string; asleep: boolean } | null;
  control: RunControl;
  onJump: () => void;
}) => {
  const now = useNow();
  if (isWorking(state)) return control.busy === 'stop' ? <span>Stopping…</span> : <Working state={state} run={run} />;
  if (isWaiting(state) || waiting)
    return (
      <>
        <span className="min-w-0">
          {waiting?.text ?? 'Waiting'}
          {isWaiting(state) && !waiting?.asleep && (
            <span className="text-muted-foreground tabular"> since {timeWithDay(state.since, now)}</span>
          )}
        </span>
        <Button variant="link" size="sm" onClick={onJump}>
          Jump to the question
        </Button>
      </>
    );
  if (state.status === 'FAILED') return <Failed run={run} control={control} />;
  if (state.status === 'CANCELLED')
    return (
      <>
        <span className="flex-1 text-muted-foreground">Stopped. What was written stays.</span>
        <Retry control={control} />
      </>
    );
  return null;
};
