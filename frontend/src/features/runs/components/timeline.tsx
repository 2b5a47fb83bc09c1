import type { RunView } from '@parley/contracts';
import { type ReactNode, useState } from 'react';
import { isRunActive } from '@/lib/run-words';
import { useNow } from '@/lib/use-now';
import type { RunControl } from '../api/runs';
import { isTakenOver, runSpan, type Span, stepSpan, type TimeScale, timeScale } from '../run-span';
import { runTree } from '../run-tree';
import { TimelineNode } from './timeline-node';

/** What every line of the timeline needs to know. */
export interface TimelineContext {
  run: RunView;
  span: Span;
  scale: TimeScale;
  /** Key of the step that lies open. */
  open: string | null;
  onOpen: (key: string | null) => void;
  control: RunControl;
  onRetried: (runId: string) => void;
  /** What a step that asks shows of its question. */
  renderQuestion: (requestId: string) => ReactNode;
}

/** The journal as a tree of branches, each line with its time; a bar beside it where there is room. */
export const Timeline = ({
  run,
  control,
  onRetried,
  renderQuestion,
}: Pick<TimelineContext, 'run' | 'control' | 'onRetried' | 'renderQuestion'>) => {
  const [open, onOpen] = useState<string | null>(null);
  const now = useNow(isRunActive(run) ? 1_000 : 0);
  const tree = runTree(run.steps);
  const span = runSpan(run, now);
  const worked = run.steps.filter((step) => step.kind !== 'ASK' && !isTakenOver(step, run));
  const scale = timeScale(
    worked.map((step) => stepSpan(step, span)),
    span,
  );
  const context = { run, span, scale, open, onOpen, control, onRetried, renderQuestion };
  return (
    <section aria-labelledby="timeline-heading" className="grid gap-2">
      <h2 id="timeline-heading" className="font-semibold text-ui">
        Steps
      </h2>
      {tree.length === 0 && <p className="text-muted-foreground text-ui">No steps yet.</p>}
      {tree.length > 0 && (
        <ol aria-label="Steps" className="border-y py-1">
          {tree.map((node) => (
            <TimelineNode key={node.key} node={node} depth={0} context={context} />
          ))}
        </ol>
      )}
      {scale.shortened && (
        <p className="text-muted-foreground text-xs max-lg:hidden">Time in which nothing worked is drawn shorter.</p>
      )}
    </section>
  );
};
