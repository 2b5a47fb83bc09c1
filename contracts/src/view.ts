import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { deliveryStatusSchema } from './delivery.js';
import { feedbackRequestSchema } from './feedback.js';
import { messageSchema } from './message.js';
import { runDetailSchema } from './run.js';
import { sessionSummarySchema } from './session.js';

/** A message with its place in the log. */
export const placedMessageSchema = messageSchema.extend({
  seq: z.int(),
  /** Where else an agent's words were brought (SES-6), as far as it got. Absent or null: nowhere. */
  carried: z.object({ channel: channelTypeSchema, status: deliveryStatusSchema }).nullish(),
});
export type PlacedMessage = z.infer<typeof placedMessageSchema>;

/** History page, oldest first, with the feedback requests its messages name. */
export const messagePageSchema = z.object({
  items: z.array(placedMessageSchema),
  requests: z.array(feedbackRequestSchema),
  hasMore: z.boolean(),
});
export type MessagePage = z.infer<typeof messagePageSchema>;

/**
 * One consistent picture of a session at `session.lastSeq`: what a screen starts from. It then subscribes with
 * `after: session.lastSeq` and folds the events that follow.
 */
export const sessionViewSchema = z.object({
  session: sessionSummarySchema,
  messages: messagePageSchema,
  /** All that still wait, also those older than the page. */
  pending: z.array(feedbackRequestSchema),
  /** The newest run with its steps, if any. */
  run: runDetailSchema.nullable(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;
