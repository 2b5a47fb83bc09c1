import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { idSchema, safeText, timestampSchema } from './text.js';

/** Words of the delivery timeline (FB-15). */
export const deliveryPurposeSchema = z.enum([
  /** The question itself. */
  'REQUEST',
  /** Once more, on the same thread. */
  'REMINDER',
  /** A sent card is rewritten: the question has ended or moved. */
  'UPDATE',
  /** Words to somebody about their answer: too late, not understood, please confirm. */
  'NOTE',
  /** What an agent said. */
  'MESSAGE',
]);
export type DeliveryPurpose = z.infer<typeof deliveryPurposeSchema>;

export const deliveryStatusSchema = z.enum([
  'PENDING',
  'SENDING',
  'ACCEPTED',
  'FAILED',
  /** Nobody knows whether it arrived; it is looked up before anything is sent again. */
  'UNKNOWN',
  /** Never sent, because it was no longer wanted. */
  'SKIPPED',
]);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

/** Why there is this attempt. */
export const deliveryWhySchema = z.enum([
  /** First rung of the person's order, or of the request's own ladder. */
  'first',
  /** The session prefers this channel. */
  'preferred',
  /** AUTO: the person last wrote from here. */
  'followed',
  /** The person has the session open in front of them. */
  'present',
  'after_failure',
  'after_silence',
  'after_absence',
  'retry',
  'switched',
  'snooze_over',
  'delegated',
  'reminder',
  'operator',
  /** UPDATE: the question went on to another channel. */
  'moved',
  /** UPDATE: the question has ended. */
  'settled',
  /** NOTE: an answer came too late, was not understood, wants confirming, or was refused. */
  'reply',
  /** MESSAGE: an agent said it, and its reader is there. */
  'said',
  /** UPDATE: words that were shown while they grew are complete. */
  'finished',
]);
export type DeliveryWhy = z.infer<typeof deliveryWhySchema>;

export const deliverySchema = z.object({
  id: idSchema,
  requestId: idSchema.nullable(),
  channel: channelTypeSchema,
  /** Null: it is somebody else's. */
  address: z.string().nullable(),
  purpose: deliveryPurposeSchema,
  status: deliveryStatusSchema,
  why: deliveryWhySchema,
  /** Counts the attempts of one request, from 1, in their order. */
  attempt: z.int(),
  dueAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  endedAt: timestampSchema.nullable(),
  errorKind: z.string().nullable(),
  error: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** All that was done to bring one request to its person, and what comes next. */
export const deliveryTimelineSchema = z.object({
  items: z.array(deliverySchema),
  /** Null: nothing more will happen by itself (ended, or every rung is spent and the inbox keeps it). */
  next: z.object({ at: timestampSchema, channel: channelTypeSchema.nullable(), why: z.string() }).nullable(),
  /** The rungs of the present climb, in order. */
  ladder: z.array(
    z.object({
      channel: channelTypeSchema,
      address: z.string().nullable(),
      waitMs: z.int(),
      state: z.enum(['waiting', 'trying', 'asked', 'failed', 'silent']),
    }),
  ),
  /** When the person first had it on the screen in the web app. */
  seenAt: timestampSchema.nullable(),
});
export type DeliveryTimeline = z.infer<typeof deliveryTimelineSchema>;

export const listDeliveriesSchema = z.strictObject({
  status: deliveryStatusSchema.optional(),
  channel: channelTypeSchema.optional(),
  /** Part of the name or address of whoever it is for. */
  person: safeText(200).optional(),
  /** Id of the last one of the page before. */
  before: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const adminDeliverySchema = deliverySchema.extend({
  person: z.string(),
  /** What it is about, such as "approval from assistant": never what was asked. Null: about no question. */
  subject: z.string().nullable(),
  /** The conversation it belongs to, where it is one of whoever asks. Null: somebody else's, which is nobody's to look into. */
  sessionId: idSchema.nullable(),
  /** It will not get further by itself and was not tried again yet. */
  dead: z.boolean(),
});
export type AdminDelivery = z.infer<typeof adminDeliverySchema>;
export const deliveryPageSchema = z.object({ items: z.array(adminDeliverySchema), hasMore: z.boolean() });

/** What will not get further without somebody: seen and retried by operators. */
export const deadLetterSchema = z.object({
  kind: z.enum(['request', 'delivery', 'job']),
  id: idSchema,
  /** What it is, in one line. */
  subject: z.string(),
  person: z.string().nullable(),
  channel: channelTypeSchema.nullable(),
  error: z.string(),
  at: timestampSchema,
  /** False: its request has ended or its person is disabled, so there is nothing to try again. */
  retryable: z.boolean(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;
/** All of a kind at once. */
export const retryDeadLettersSchema = z.strictObject({ kind: deadLetterSchema.shape.kind });
/** `left`: those that could not be tried, such as because somebody else was first. */
export const retriedDeadLettersSchema = z.object({ retried: z.int(), left: z.int() });
export type RetriedDeadLetters = z.infer<typeof retriedDeadLettersSchema>;
export const deadLetterListSchema = z.object({ items: z.array(deadLetterSchema) });
