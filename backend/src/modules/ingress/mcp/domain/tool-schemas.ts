import { formSchemaSchema, nonBlankText, safeText, urgencySchema } from '@parley/contracts';
import { z } from 'zod';

/** Longest a call is held open, in seconds: clients and proxies give up after a minute. */
const MAX_WAIT_S = 50;
const MAX_EXPIRY_S = 366 * 24 * 3_600;

const waitSchema = z
  .int()
  .min(0)
  .max(MAX_WAIT_S)
  .default(0)
  .describe(
    'Seconds to wait for the answer in this call. After that the status is "pending" and check_request goes on.',
  );

const common = {
  question: nonBlankText(2_000).describe('What the person is asked, in one or a few sentences.'),
  context: safeText(20_000).optional().describe('Why you ask and what the person should know, in markdown.'),
  urgency: urgencySchema.default('NORMAL').describe('HIGH ignores quiet hours.'),
  expires_in: z
    .int()
    .min(1)
    .max(MAX_EXPIRY_S)
    .optional()
    .describe('Seconds after which the question ends without an answer. Left out: it waits for ever.'),
  wait_seconds: waitSchema,
  idempotency_key: nonBlankText(200)
    .optional()
    .describe('The same key again is the same question: use one when you may have to repeat the call.'),
};

const optionSchema = z.union([
  nonBlankText(200),
  z.strictObject({
    value: nonBlankText(200),
    label: nonBlankText(200).optional(),
    description: safeText(500).optional(),
  }),
]);

export const askHumanSchema = z.strictObject({
  ...common,
  type: z.enum(['TEXT', 'CHOICE', 'MULTI_CHOICE', 'FORM']).default('TEXT'),
  options: z.array(optionSchema).min(2).max(20).optional().describe('For CHOICE and MULTI_CHOICE.'),
  allow_other: z.boolean().default(false).describe('The person may answer something that is no option.'),
  schema: formSchemaSchema.optional().describe('For FORM: a flat JSON Schema object.'),
});
export type AskHuman = z.infer<typeof askHumanSchema>;

export const requestApprovalSchema = z.strictObject({
  ...common,
  action: z
    .strictObject({
      tool: nonBlankText(200),
      target: safeText(500).optional().describe('What it acts on.'),
      arguments: z.record(z.string(), z.unknown()),
      destructive: z.boolean().default(false).describe('It cannot be undone.'),
    })
    .optional()
    .describe('Exactly what you mean to do. The person sees this, not your words for it, and may edit the arguments.'),
  diff: safeText(200_000).optional().describe('A unified diff (git format); the person may approve some hunks only.'),
  revisable: z.boolean().default(false).describe('The person may ask for changes instead of a yes or a no.'),
});
export type RequestApproval = z.infer<typeof requestApprovalSchema>;

const requestId = z.string().max(100).describe('From ask_human or request_approval.');
export const checkRequestSchema = z.strictObject({ request_id: requestId, wait_seconds: waitSchema });
export const cancelRequestSchema = z.strictObject({
  request_id: requestId,
  reason: nonBlankText(500).optional().describe('Shown to the person.'),
});

/** What every tool answers with. */
export const requestResultSchema = z.object({
  request_id: z.string(),
  status: z.enum(['pending', 'answered', 'expired', 'cancelled', 'undeliverable']),
  question: z.string(),
  answer: z.unknown().describe('Text, the chosen value, a list of values, or the fields of the form.'),
  text: z.string().nullable().describe('The answer in one line.'),
  approval: z
    .object({
      decision: z.enum(['approved', 'approved_in_part', 'rejected', 'changes_requested']),
      comment: z.string().nullable(),
      arguments: z.record(z.string(), z.unknown()).nullable().describe('What may run: as edited, else as asked.'),
      edited: z.boolean(),
      approved_hunks: z.array(z.string()).nullable().describe('Of the diff, each `path#index`; null: all of it.'),
      binding_hash: z.string().describe('SHA-256 of what the person was shown.'),
    })
    .nullable(),
  answered_by: z.string().nullable(),
  channel: z.string().nullable(),
  answered_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  reason: z.string().nullable().describe('Why it was cancelled or could not be delivered.'),
  url: z.string().describe('Where the person can see it.'),
});
export type RequestResult = z.infer<typeof requestResultSchema>;
