import type { RunPlan as Plan, PlanTask } from '@parley/contracts';
import { agentName } from '@/lib/agent-name';
import { percent } from '@/lib/amounts';

const Task = ({ task, numbers }: { task: PlanTask; numbers: ReadonlyMap<string, number> }) => (
  <li className="grid min-w-0 content-start gap-1 rounded-lg border bg-card px-3 py-2.5 text-ui">
    <p className="break-words">
      <span className="text-muted-foreground tabular">{numbers.get(task.id)}</span> {task.task}
    </p>
    <p className="flex flex-wrap items-baseline gap-x-2 text-xs">
      {task.agent ? (
        <>
          <span className="font-medium">{agentName(task.agent)}</span>
          <span className="text-muted-foreground tabular" title="How well the agent fits the task">
            fits {percent(task.score)}
          </span>
        </>
      ) : (
        <span className="text-warning-text">No agent was found for it</span>
      )}
    </p>
    {task.why && <p className="break-words text-muted-foreground text-xs">{task.why}</p>}
    {task.needs.length > 0 && (
      <p className="text-muted-foreground text-xs">
        Needs what comes of {task.needs.map((id) => numbers.get(id) ?? id).join(', ')}
      </p>
    )}
  </li>
);

/** What the run means to do, who does it and why: tasks of one batch side by side. */
export const RunPlan = ({ plan }: { plan: Plan }) => {
  const batches = [...Map.groupBy(plan.tasks, (task) => task.batch)].sort(([a], [b]) => a - b);
  const numbers = new Map(plan.tasks.map(({ id }, index) => [id, index + 1]));
  return (
    <section aria-labelledby="plan-heading" className="grid gap-3">
      <h2 id="plan-heading" className="font-semibold text-ui">
        Plan
      </h2>
      {batches.map(([batch, tasks]) => (
        <div key={batch} className="grid gap-1.5">
          <h3 className="text-muted-foreground text-xs">
            {batches.length > 1 ? `Batch ${batch}` : 'Tasks'}
            {tasks.length > 1 && ', side by side'}
          </h3>
          <ul aria-label={`Tasks of batch ${batch}`} className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
            {tasks.map((task) => (
              <Task key={task.id} task={task} numbers={numbers} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};
