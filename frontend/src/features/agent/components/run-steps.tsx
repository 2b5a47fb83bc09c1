import type { RunDetail, Step } from '@parley/contracts';
import { Link } from 'react-router-dom';
import { StepIcon } from '@/components/step-icon';
import { Time } from '@/components/time';
import { tokens } from '@/lib/amounts';
import { span, timeWithDay } from '@/lib/dates';
import { isRunActive, RUN_WORDS, stepName } from '@/lib/run-words';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import { shownSteps, stepTime } from '../describe-step';

const StepRow = ({ step, runActive, now }: { step: Step; runActive: boolean; now: number }) => {
  const open = !step.endedAt && !runActive;
  const used = tokens(step.inputTokens, step.outputTokens);
  return (
    <li className="relative flex gap-2.5 pb-3 last:pb-0 [&:not(:last-child)]:before:absolute [&:not(:last-child)]:before:top-5 [&:not(:last-child)]:before:bottom-0.5 [&:not(:last-child)]:before:left-[7.5px] [&:not(:last-child)]:before:w-px [&:not(:last-child)]:before:bg-hairline">
      <StepIcon status={step.status} runActive={runActive} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className={cn('min-w-0 flex-1 break-words', step.status === 'RUNNING' && runActive && 'font-medium')}>
            {stepName(step.name)}
          </span>
          <span className="whitespace-nowrap text-muted-foreground text-xs tabular">
            {step.status === 'WAITING' ? 'waiting… ' : ''}
            {open ? '' : span(stepTime(step, now))}
          </span>
        </div>
        {step.note && <p className="mt-0.5 break-words text-muted-foreground text-xs">{step.note}</p>}
        {step.error && <p className="mt-0.5 break-words text-danger-text text-xs">{step.error}</p>}
        {used && <p className="mt-0.5 text-muted-foreground text-xs tabular">{used}</p>}
      </div>
    </li>
  );
};

/** The timeline of one run, live while it works. */
export const RunSteps = ({ run }: { run: RunDetail }) => {
  const active = isRunActive(run);
  const now = useNow(active ? 1_000 : 0);
  const steps = shownSteps(run.steps);
  const total = (run.endedAt ? Date.parse(run.endedAt) : now) - Date.parse(run.createdAt);
  return (
    <div className="grid gap-3">
      <div className="flex items-baseline justify-between gap-2 text-xs">
        <span className={cn('font-medium', run.status === 'FAILED' && 'text-danger-text')}>
          {RUN_WORDS[run.status]}
        </span>
        <span className="text-muted-foreground tabular">
          <Time at={run.createdAt} format={timeWithDay} /> · {span(total)}
        </span>
      </div>
      {steps.length > 0 ? (
        <ol aria-label="Steps" className="text-ui">
          {steps.map((step) => (
            <StepRow key={step.id} step={step} runActive={active} now={now} />
          ))}
        </ol>
      ) : (
        <p className="text-muted-foreground text-xs">No steps yet.</p>
      )}
      {run.error && <p className="rounded-md bg-danger-soft px-2.5 py-1.5 text-danger-text text-xs">{run.error}</p>}
      <Link to={`/runs/${run.id}`} className="quiet-action inline-flex items-center justify-self-start text-xs">
        Open run
      </Link>
    </div>
  );
};
