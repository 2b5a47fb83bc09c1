import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { deliveryPurposeSchema, deliveryStatusSchema, deliveryWhySchema } from './delivery.js';
import { feedbackRequestSchema, feedbackResponseSchema } from './feedback.js';
import { messageSchema, messageStatusSchema } from './message.js';
import { agentStateSchema, runSchema, stepSchema } from './run.js';
import { sessionSchema } from './session.js';
import { idSchema, seqSchema, timestampSchema } from './text.js';

/**
 * The session event log (SES-4): every change of a session, `seq` 1..n without holes. Every screen is a fold of it,
 * so an event carries all that its reader needs.
 */
const event = <T extends string, P extends z.ZodType>(type: T, payload: P) =>
  z.object({
    sessionId: idSchema,
    seq: z.int(),
    at: timestampSchema,
    type: z.literal(type),
    payload,
  });

export const sessionEventSchema = z.discriminatedUnion('type', [
  event('session.created', z.object({ session: sessionSchema })),
  event('session.updated', z.object({ session: sessionSchema })),
  event('message.created', z.object({ message: messageSchema })),
  /** A streamed message reached its end: the text here is the truth. */
  event('message.completed', z.object({ messageId: idSchema, text: z.string(), status: messageStatusSchema })),
  event('run.updated', z.object({ run: runSchema, state: agentStateSchema })),
  event('step.started', z.object({ step: stepSchema, state: agentStateSchema })),
  event('step.finished', z.object({ step: stepSchema })),
  event('feedback.requested', z.object({ request: feedbackRequestSchema, message: messageSchema })),
  /** Terminal transition. `message` is the answer as a line of the conversation, null when nobody answered. */
  event('feedback.settled', z.object({ request: feedbackRequestSchema, message: messageSchema.nullable() })),
  /** An answer that came after the end: recorded, its sender told, without effect (FB-4). */
  event(
    'feedback.superseded',
    z.object({ requestId: idSchema, response: feedbackResponseSchema, kind: z.enum(['LATE', 'SUPERSEDED']) }),
  ),
  /** The request is still open, and something about it changed: snoozed, handed on, asked elsewhere. */
  event(
    'feedback.updated',
    z.object({ request: feedbackRequestSchema, change: z.enum(['snoozed', 'delegated', 'moved', 'resumed']) }),
  ),
  event(
    'delivery.updated',
    z.object({
      /** What is brought: a question, or what an agent said. */
      requestId: idSchema.nullable(),
      messageId: idSchema.nullable(),
      channel: channelTypeSchema,
      attempt: z.int(),
      status: deliveryStatusSchema,
      purpose: deliveryPurposeSchema,
      why: deliveryWhySchema,
      error: z.string().nullable(),
    }),
  ),
]);
export type SessionEvent = z.infer<typeof sessionEventSchema>;
export type SessionEventType = SessionEvent['type'];
export type SessionEventPayload<T extends SessionEventType> = Extract<SessionEvent, { type: T }>['payload'];

export const listEventsSchema = z.strictObject({
  after: z.coerce.number().pipe(seqSchema).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
});
export const eventPageSchema = z.object({ items: z.array(sessionEventSchema), lastSeq: z.int() });
export type EventPage = z.infer<typeof eventPageSchema>;
