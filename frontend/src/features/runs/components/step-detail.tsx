import type { Step } from '@parley/contracts';
import { Suspense } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { VisibleText } from '@/components/visible-text';
import { tokens } from '@/lib/amounts';
import { clockTime, exactTime } from '@/lib/dates';
import { canRetry } from '../run-retry';
import { isTakenOver } from '../run-span';
import { kindWords } from './kind-icon';
import { RetryFrom } from './retry-from';
import { StepContent } from './step-content';
import type { TimelineContext } from './timeline';

const factsOf = (step: Step, takenOver: boolean) =>
  [
    kindWords(step.kind),
    takenOver ? 'kept from the run before' : null,
    `began ${clockTime(step.startedAt)}`,
    step.model,
    tokens(step.inputTokens, step.outputTokens),
  ].filter((fact) => fact !== null);

/** All about one step: what it noted, what it worked on, what came of it, and doing it again. */
export const StepDetail = ({ step, context }: { step: Step; context: TimelineContext }) => {
  const { run, control, onRetried, renderQuestion } = context;
  const wait = step.kind === 'ASK' ? run.waits.find(({ stepKey }) => stepKey === step.key) : undefined;
  return (
    <div className="mt-0.5 mb-2 ml-1.75 grid min-w-0 gap-3 border-l pl-4 text-ui [&>*]:min-w-0">
      <p className="text-muted-foreground text-xs tabular" title={exactTime(step.startedAt)}>
        {factsOf(step, isTakenOver(step, run)).join(' · ')}
      </p>
      {step.note && (
        <p className="break-words">
          <VisibleText text={step.note} />
        </p>
      )}
      {step.error && (
        <p className="break-words rounded-md bg-danger-soft px-2.5 py-1.5 text-danger-text text-xs">{step.error}</p>
      )}
      {wait && <Suspense fallback={<Skeleton className="h-16" />}>{renderQuestion(wait.requestId)}</Suspense>}
      <StepContent run={run} step={step} />
      {canRetry(run) && <RetryFrom run={run} step={step} control={control} onRetried={onRetried} />}
    </div>
  );
};
