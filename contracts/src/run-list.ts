import { z } from 'zod';
import { feedbackStatusSchema, feedbackTypeSchema } from './feedback.js';
import { runDetailSchema, runSchema, runStatusSchema } from './run.js';
import { idSchema, safeJson, timestampSchema } from './text.js';

/** Filters of the run list (AG-8); `before`: id of the oldest run that the client holds. */
export const listRunsSchema = z.strictObject({
  status: runStatusSchema.optional(),
  agent: z.string().min(1).max(64).optional(),
  sessionId: idSchema.optional(),
  before: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListRunsQuery = z.infer<typeof listRunsSchema>;

export const runListItemSchema = runSchema.extend({
  sessionTitle: z.string(),
  steps: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** Questions of it that wait for an answer. */
  waiting: z.int(),
});
export type RunListItem = z.infer<typeof runListItemSchema>;
export const runListSchema = z.object({
  items: z.array(runListItemSchema),
  /** Id to give as `before` for the next page; null: this is the last one. */
  next: idSchema.nullable(),
});
export type RunList = z.infer<typeof runListSchema>;

/** A question of a run, as a span in which it waited. */
export const runWaitSchema = z.object({
  requestId: idSchema,
  stepKey: z.string(),
  type: feedbackTypeSchema,
  status: feedbackStatusSchema,
  question: z.string(),
  askedAt: timestampSchema,
  settledAt: timestampSchema.nullable(),
});
export type RunWait = z.infer<typeof runWaitSchema>;

/** All there is to see of a run. Costs in US dollars; null: no prices are configured for its models. */
export const runViewSchema = runDetailSchema.extend({
  sessionTitle: z.string(),
  waits: z.array(runWaitSchema),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costUsd: z.number().nullable(),
  /** A newer run that took over its journal. */
  retriedBy: idSchema.nullable(),
  /** No run of its session has begun since: it can be tried again when it has ended. */
  newest: z.boolean(),
  /** The session's events up to here are in it: whoever looks on live asks for what follows. */
  lastSeq: z.int(),
});
export type RunView = z.infer<typeof runViewSchema>;

/** What a step worked on and what came of it, with secrets struck out and long values cut. */
export const stepContentSchema = z.object({ input: safeJson, output: safeJson, cut: z.boolean() });
export type StepContent = z.infer<typeof stepContentSchema>;

/** `fromStep`: key of the first step that is done again; without it, the first that is not finished. */
export const retryRunSchema = z.strictObject({ fromStep: z.string().min(1).max(1_000).optional() });
export type RetryRunBody = z.infer<typeof retryRunSchema>;
