import { z } from 'zod';

/** One task of a run's plan, and who does it (AG-5). */
export const planTaskSchema = z.object({
  id: z.string(),
  task: z.string(),
  /** Id in the directory; null: nobody was found for it. */
  agentId: z.string().nullable(),
  /** Name of that agent. */
  agent: z.string().nullable(),
  /** 0 to 1: how well the agent fits. */
  score: z.number(),
  /** Why this agent, in one line. */
  why: z.string(),
  /** Tasks whose results it needs. */
  needs: z.array(z.string()),
  /** 1, 2, 3 …: tasks of one batch run side by side, after those of the batches before. */
  batch: z.int(),
});
export type PlanTask = z.infer<typeof planTaskSchema>;
export const runPlanSchema = z.object({ tasks: z.array(planTaskSchema) });
export type RunPlan = z.infer<typeof runPlanSchema>;
