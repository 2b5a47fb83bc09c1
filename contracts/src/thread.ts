import { z } from 'zod';
import { feedbackQuestionSchema } from './feedback.js';
import { idSchema, MAX_MESSAGE_LENGTH, nonBlankText } from './text.js';

/** The thread façade for simple clients (API-2). A thread is a session; snake_case is its published form. */
export const startThreadSchema = z.strictObject({
  prompt: nonBlankText(MAX_MESSAGE_LENGTH),
  agent: z.string().min(1).max(64).optional(),
  /** Go on in this session instead of a new one. */
  thread_id: idSchema.optional(),
});
export const continueThreadSchema = z.strictObject({
  thread_id: idSchema,
  response: nonBlankText(MAX_MESSAGE_LENGTH),
  /** Which question it answers, when several wait. */
  request_id: idSchema.optional(),
});
export const resumeThreadSchema = z
  .strictObject({
    decision: z.enum(['approve', 'reject', 'feedback']),
    feedback: nonBlankText(10_000).optional(),
    request_id: idSchema.optional(),
    /** Of the question that was shown, from `pending_requests`: an approval counts for nothing else (FB-11). */
    binding_hash: z.string().optional(),
  })
  .refine((body) => body.decision !== 'approve' || body.binding_hash !== undefined, {
    path: ['binding_hash'],
    message: 'an approval names what it approves: send the binding_hash of the pending request',
  });
export const threadStatusSchema = z.enum(['running', 'completed', 'pending_user_input', 'error']);

export const threadSchema = z.object({
  thread_id: idSchema,
  status: threadStatusSchema,
  requires_user_input: z.boolean(),
  question_for_user: z.string().nullable(),
  /** Every open question, so that several at once can be answered each by its id. */
  pending_requests: z.array(
    z.object({ request_id: idSchema, question: feedbackQuestionSchema, binding_hash: z.string().nullable() }),
  ),
  final_response: z.string().nullable(),
  /** Who was chosen for what, how well each fits and why; tasks of one batch run side by side. */
  task_agent_pairs: z.array(
    z.object({
      task: z.string(),
      agent: z.string().nullable(),
      score: z.number(),
      why: z.string(),
      batch: z.int(),
      needs: z.array(z.string()),
    }),
  ),
  current_step: z.string().nullable(),
  error: z.string().nullable(),
  links: z.object({ session: z.string(), run: z.string().nullable() }),
});
export type Thread = z.infer<typeof threadSchema>;
