import { z } from 'zod';
import { channelTypeSchema, waitMsSchema } from './channel.js';
import { formSchemaSchema } from './form-schema.js';
import { idSchema, nonBlankText, safeJson, safeText, timestampSchema } from './text.js';

/** Words and shapes of a feedback request: PRODUCT.md §2 and FB-1, FB-2. */
export const feedbackTypeSchema = z.enum(['TEXT', 'CHOICE', 'MULTI_CHOICE', 'APPROVAL', 'FORM', 'NOTICE']);
export type FeedbackType = z.infer<typeof feedbackTypeSchema>;

export const feedbackStatusSchema = z.enum(['PENDING', 'ANSWERED', 'EXPIRED', 'CANCELLED', 'UNDELIVERABLE']);
export type FeedbackStatus = z.infer<typeof feedbackStatusSchema>;

export const urgencySchema = z.enum(['LOW', 'NORMAL', 'HIGH']);
export type Urgency = z.infer<typeof urgencySchema>;

/** PARK keeps waiting quietly, DEFAULT uses the declared default, FAIL gives the step an *expired* outcome. */
export const expiryPolicySchema = z.enum(['PARK', 'DEFAULT', 'FAIL']);
export type ExpiryPolicy = z.infer<typeof expiryPolicySchema>;

export const feedbackOptionSchema = z.strictObject({
  value: nonBlankText(200),
  label: nonBlankText(200),
  description: safeText(500).optional(),
});
export type FeedbackOption = z.infer<typeof feedbackOptionSchema>;

/** The exact tool call an approval would let run. Shown from this data, never from the model's own words (T27). */
export const toolCallSchema = z.strictObject({
  tool: nonBlankText(200),
  target: safeText(500).optional(),
  arguments: z.record(safeText(200), safeJson),
  destructive: z.boolean().default(false),
});
export type ToolCall = z.infer<typeof toolCallSchema>;

/** One rung of an escalation ladder: where to ask, and how long to wait there for an answer (FB-6). */
export const rungSchema = z.strictObject({ channel: channelTypeSchema, waitMs: waitMsSchema });
export type LadderRung = z.infer<typeof rungSchema>;

const common = {
  question: nonBlankText(2_000),
  /** Why the agent asks, in markdown. */
  context: safeText(20_000).optional(),
  urgency: urgencySchema.default('NORMAL'),
  /** Milliseconds until it expires, counted by the database from the moment it is asked. None: it waits for ever. */
  expiresInMs: z
    .int()
    .min(1_000)
    .max(366 * 24 * 3_600_000)
    .optional(),
  onExpiry: expiryPolicySchema.default('PARK'),
  /** Instead of the person's own order of channels. Channels the person does not have are passed over. */
  ladder: z.array(rungSchema).min(1).max(10).optional(),
  /** Sensitive questions never carry their content in previews or notifications. */
  sensitive: z.boolean().default(false),
};

const options = z
  .array(feedbackOptionSchema)
  .min(2)
  .max(20)
  .refine((list) => new Set(list.map((option) => option.value)).size === list.length, 'option values must differ');

/** Answers, one shape per type. The server checks an answer against its question with `checkAnswer`. */
export const textAnswerSchema = z.strictObject({ type: z.literal('TEXT'), text: nonBlankText(20_000) });
export const choiceAnswerSchema = z
  .strictObject({ type: z.literal('CHOICE'), value: safeText(200).optional(), other: nonBlankText(2_000).optional() })
  .refine((a) => (a.value === undefined) !== (a.other === undefined), 'give either value or other');
export const multiChoiceAnswerSchema = z.strictObject({
  type: z.literal('MULTI_CHOICE'),
  values: z.array(safeText(200)).max(20),
  other: nonBlankText(2_000).optional(),
});
export const approvalAnswerSchema = z.strictObject({
  type: z.literal('APPROVAL'),
  /** revise: not like this; the comment says what should be different, and the agent comes back with a new proposal. */
  decision: z.enum(['approve', 'reject', 'revise']),
  comment: nonBlankText(10_000).optional(),
  /** Approve with edits: the changed arguments of the tool call. */
  editedArguments: z.record(safeText(200), safeJson).optional(),
  /** Approve a part of a diff: `path#index` of each approved hunk. */
  approvedHunks: z.array(safeText(500)).max(2_000).optional(),
  /** The hash of exactly what was shown (FB-11). An approval of anything else is refused. */
  bindingHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export const formAnswerSchema = z.strictObject({
  type: z.literal('FORM'),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});
export const noticeAnswerSchema = z.strictObject({ type: z.literal('NOTICE') });

export const feedbackAnswerSchema = z.discriminatedUnion('type', [
  textAnswerSchema,
  choiceAnswerSchema,
  multiChoiceAnswerSchema,
  approvalAnswerSchema,
  formAnswerSchema,
  noticeAnswerSchema,
]);
export type FeedbackAnswer = z.infer<typeof feedbackAnswerSchema>;

/** What an agent asks. `default` is the answer that the DEFAULT expiry policy uses. */
export const feedbackQuestionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('TEXT'),
    ...common,
    placeholder: safeText(200).optional(),
    default: textAnswerSchema.optional(),
  }),
  z.strictObject({
    type: z.literal('CHOICE'),
    ...common,
    options,
    allowOther: z.boolean().default(false),
    default: choiceAnswerSchema.optional(),
  }),
  z.strictObject({
    type: z.literal('MULTI_CHOICE'),
    ...common,
    options,
    allowOther: z.boolean().default(false),
    minChoices: z.int().min(0).max(20).default(1),
    default: multiChoiceAnswerSchema.optional(),
  }),
  z.strictObject({
    type: z.literal('APPROVAL'),
    ...common,
    action: toolCallSchema.optional(),
    /** A unified diff (git format). */
    diff: safeText(500_000).optional(),
    /** Words about what should be different are an answer too: the agent revises its proposal. Nothing runs by them. */
    revisable: z.boolean().default(false),
  }),
  z.strictObject({
    type: z.literal('FORM'),
    ...common,
    schema: formSchemaSchema,
    default: formAnswerSchema.optional(),
  }),
  z.strictObject({ type: z.literal('NOTICE'), ...common }),
]);
export type FeedbackQuestion = z.infer<typeof feedbackQuestionSchema>;
/** As an agent author writes it: fields with defaults may be left out. */
export type FeedbackQuestionInput = z.input<typeof feedbackQuestionSchema>;

export const personSchema = z.object({ id: idSchema, name: z.string() });
export type Person = z.infer<typeof personSchema>;

export const feedbackResponseSchema = z.object({
  id: idSchema,
  answer: feedbackAnswerSchema,
  /** The answer in one line of plain text, as every channel shows it. */
  text: z.string(),
  by: personSchema,
  channel: channelTypeSchema,
  at: timestampSchema,
});
export type FeedbackResponse = z.infer<typeof feedbackResponseSchema>;

export const feedbackRequestSchema = z.object({
  id: idSchema,
  sessionId: idSchema,
  runId: idSchema,
  agent: z.string(),
  assigneeId: idSchema,
  status: feedbackStatusSchema,
  question: feedbackQuestionSchema,
  /** Present on approvals: echo it in the answer. */
  bindingHash: z.string().nullable(),
  createdAt: timestampSchema,
  expiresAt: timestampSchema.nullable(),
  /** Nobody is asked before then; the deadline stands. */
  snoozedUntil: timestampSchema.nullable(),
  /** Who handed it on to whom: the assignee is `to`. */
  delegation: z.object({ by: personSchema, to: personSchema, at: timestampSchema }).nullable(),
  settledAt: timestampSchema.nullable(),
  /** Why it was cancelled or could not be delivered, in words for the person. */
  reason: z.string().nullable(),
  response: feedbackResponseSchema.nullable(),
});
export type FeedbackRequest = z.infer<typeof feedbackRequestSchema>;

export const answerFeedbackSchema = z.strictObject({ answer: feedbackAnswerSchema });
/** Either the moment, or words for it in the person's time zone, such as "tomorrow 9:00". */
export const snoozeFeedbackSchema = z
  .strictObject({ until: timestampSchema.optional(), when: nonBlankText(200).optional() })
  .refine((body) => (body.until === undefined) !== (body.when === undefined), 'give either until or when');
/** To somebody with an account here, by mail address. */
export const delegateFeedbackSchema = z.strictObject({ to: nonBlankText(320) });
export const cancelFeedbackSchema = z.strictObject({ reason: nonBlankText(500).optional() });
