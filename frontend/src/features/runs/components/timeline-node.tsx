import { ChevronRightIcon, WaypointsIcon } from 'lucide-react';
import { useId } from 'react';
import { StepIcon } from '@/components/step-icon';
import { span as spanWords } from '@/lib/dates';
import { isRunActive, stepName } from '@/lib/run-words';
import { cn } from '@/lib/utils';
import { barOf, isTakenOver, stepSpan, wholeSpan } from '../run-span';
import { stepsIn, type TreeNode } from '../run-tree';
import { KindIcon } from './kind-icon';
import { StepDetail } from './step-detail';
import type { TimelineContext } from './timeline';
import { TimelineBar } from './timeline-bar';

const INDENT_REM = 1.125;

const Names = ({ names }: { names: readonly string[] }) => (
  <span className="min-w-0 break-words">
    {names.slice(0, -1).map((name) => (
      <span key={name} className="text-muted-foreground">
        {stepName(name)} <span aria-hidden="true">›</span>{' '}
      </span>
    ))}
    {stepName(names.at(-1) ?? '')}
  </span>
);

interface LineProps {
  node: TreeNode;
  depth: number;
  context: TimelineContext;
}

const Timing = ({ node, context: { run, span } }: Pick<LineProps, 'node' | 'context'>) => {
  const { step } = node;
  if (step && isTakenOver(step, run)) return <span className="text-muted-foreground">kept</span>;
  const whole = wholeSpan(
    stepsIn(node)
      .filter((one) => !isTakenOver(one, run))
      .map((one) => stepSpan(one, span)),
  );
  if (!whole) return <span className="text-muted-foreground">kept</span>;
  return (
    <span className="text-muted-foreground">
      {step?.status === 'WAITING' && 'waits '}
      {spanWords(whole.to - whole.from)}
    </span>
  );
};

const Line = ({ node, depth, context }: LineProps) => {
  const { run } = context;
  const { step } = node;
  const active = isRunActive(run);
  return (
    <>
      <span className="flex min-w-0 items-start gap-2" style={{ paddingLeft: `${depth * INDENT_REM}rem` }}>
        {step ? (
          <KindIcon kind={step.kind} className="mt-0.75" />
        ) : (
          <WaypointsIcon className="mt-0.75 size-3.5 shrink-0 text-muted-foreground" aria-hidden="true" />
        )}
        <span className={cn('min-w-0 text-left', step?.status === 'FAILED' && 'text-danger-text')}>
          <Names names={node.names} />
          {step?.error && <span className="line-clamp-1 break-all text-danger-text text-xs">{step.error}</span>}
        </span>
      </span>
      <TimelineBar bars={barsOf(node, context)} />
      <span className="flex items-start justify-end gap-1.5 whitespace-nowrap text-xs tabular leading-5">
        <Timing node={node} context={context} />
        {step && <StepIcon status={step.status} runActive={active} className="mt-0.5" />}
      </span>
    </>
  );
};

/** A line of work that lies over several steps shows each of them, so that one sees where it waited. */
const barsOf = (node: TreeNode, { run, span, scale }: TimelineContext) =>
  stepsIn(node).flatMap((step) => {
    const bar = isTakenOver(step, run) ? null : barOf(stepSpan(step, span), span, scale);
    return bar
      ? [{ ...bar, key: step.id, waits: step.kind === 'ASK', failed: step.status === 'FAILED', quiet: !node.step }]
      : [];
  });

const lineClass =
  'grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-4 rounded py-1 pr-1 text-ui lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)_6.5rem]';

/** One line, what lies open below it, and the lines of its branches. */
export const TimelineNode = ({ node, depth, context }: LineProps) => {
  const { step, children } = node;
  const panelId = useId();
  const open = context.open === node.key;
  return (
    <li>
      {step ? (
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? panelId : undefined}
          onClick={() => context.onOpen(open ? null : node.key)}
          className="flex w-full items-start gap-1 rounded text-left hover:bg-muted/60 pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          <ChevronRightIcon
            aria-hidden="true"
            className={cn(
              'mt-1.75 size-3.5 shrink-0 text-muted-foreground transition-transform pointer-coarse:mt-0',
              open && 'rotate-90',
            )}
          />
          <span className={lineClass}>
            <Line node={node} depth={depth} context={context} />
          </span>
        </button>
      ) : (
        <div className="flex items-start gap-1">
          <span className="w-3.5 shrink-0" />
          <span className={lineClass}>
            <Line node={node} depth={depth} context={context} />
          </span>
        </div>
      )}
      {step && open && (
        <div id={panelId}>
          <StepDetail step={step} context={context} />
        </div>
      )}
      {children.length > 0 && (
        <ol aria-label={stepName(node.names.at(-1) ?? '')}>
          {children.map((child) => (
            <TimelineNode key={child.key} node={child} depth={depth + 1} context={context} />
          ))}
        </ol>
      )}
    </li>
  );
};
