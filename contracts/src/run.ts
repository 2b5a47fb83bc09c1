import { z } from 'zod';
import { runPlanSchema } from './run-plan.js';
import { idSchema, timestampSchema } from './text.js';

export const agentStatusSchema = z.enum([
  'IDLE',
  'THINKING',
  'ACTING',
  'WAITING_FOR_FEEDBACK',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
]);
export type AgentStatus = z.infer<typeof agentStatusSchema>;

/** What the agent of a session does right now. */
export const agentStateSchema = z.object({
  status: agentStatusSchema,
  runId: idSchema.nullable(),
  /** Name of the current step, in words a person understands. */
  step: z.string().nullable(),
  since: timestampSchema,
});
export type AgentState = z.infer<typeof agentStateSchema>;

export const runStatusSchema = z.enum([
  'QUEUED',
  'RUNNING',
  'WAITING_FOR_FEEDBACK',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
]);
export type RunStatus = z.infer<typeof runStatusSchema>;

export const runSchema = z.object({
  id: idSchema,
  sessionId: idSchema,
  agent: z.string(),
  status: runStatusSchema,
  /** Why it failed, in words for the person. */
  error: z.string().nullable(),
  createdAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;

export const stepKindSchema = z.enum(['STEP', 'THINK', 'SAY', 'ASK', 'HISTORY', 'TOOL', 'DELEGATE']);
export type StepKind = z.infer<typeof stepKindSchema>;
export const stepStatusSchema = z.enum(['RUNNING', 'WAITING', 'COMPLETED', 'FAILED']);
export type StepStatus = z.infer<typeof stepStatusSchema>;

export const stepSchema = z.object({
  id: idSchema,
  runId: idSchema,
  /** Branch path + name + occurrence: the step's identity in the journal. */
  key: z.string(),
  name: z.string(),
  kind: stepKindSchema,
  status: stepStatusSchema,
  startedAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  /** Which model did it. */
  model: z.string().nullable(),
  /** A short line the step wants shown, such as the agent's thought. */
  note: z.string().nullable(),
  error: z.string().nullable(),
});
export type Step = z.infer<typeof stepSchema>;
export const runDetailSchema = runSchema.extend({
  steps: z.array(stepSchema),
  /** What it means to do and who does it. Null: it made no plan. */
  plan: runPlanSchema.nullable(),
  /** The run whose journal it took over. */
  retryOf: idSchema.nullable(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;
