import type { RunView, Step } from '@parley/contracts';
import { useId } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { VisibleText } from '@/components/visible-text';
import { messageOf } from '@/lib/api-error';
import { useStepContent } from '../api/runs';

const isEmpty = (value: unknown) => value === null || value === undefined;

const Value = ({ title, value }: { title: string; value: unknown }) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-1">
      <h3 id={id} className="text-muted-foreground text-xs">
        {title}
      </h3>
      {isEmpty(value) ? (
        <p className="text-muted-foreground text-xs">Nothing.</p>
      ) : (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what is long must be scrollable by keyboard
          tabIndex={0}
          className="scroll-thin max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-md bg-code px-3 py-2 font-mono text-xs"
        >
          <VisibleText text={typeof value === 'string' ? value : JSON.stringify(value, null, 2)} />
        </pre>
      )}
    </section>
  );
};

/** What the step worked on and what came of it, fetched when it is looked at. */
export const StepContent = ({ run, step }: { run: RunView; step: Step }) => {
  const content = useStepContent(run.id, step.id, `${step.status} ${step.endedAt ?? ''}`);
  if (content.isError)
    return (
      <p role="alert" className="text-muted-foreground text-xs">
        Input and output could not be loaded. {messageOf(content.error)}{' '}
        <button type="button" className="quiet-action underline" onClick={() => void content.refetch()}>
          Try again
        </button>
      </p>
    );
  if (!content.data) return <Skeleton className="h-20" />;
  const { input, output, cut } = content.data;
  return (
    <div className="grid min-w-0 gap-3 [&>*]:min-w-0">
      {!isEmpty(input) && <Value title="Input" value={input} />}
      {step.endedAt && <Value title="Output" value={output} />}
      {cut && <p className="text-muted-foreground text-xs">It was too long to show whole: what follows is left out.</p>}
    </div>
  );
};
