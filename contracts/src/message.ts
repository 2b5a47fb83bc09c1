import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { idSchema, MAX_MESSAGE_LENGTH, nonBlankText, seqSchema, timestampSchema } from './text.js';

export const messageTypeSchema = z.enum(['TEXT', 'NOTICE', 'FEEDBACK_REQUEST', 'FEEDBACK_RESPONSE']);
export type MessageType = z.infer<typeof messageTypeSchema>;
export const messageStatusSchema = z.enum(['PENDING', 'STREAMING', 'SENT', 'FAILED']);
export type MessageStatus = z.infer<typeof messageStatusSchema>;
export const messageRoleSchema = z.enum(['USER', 'AGENT', 'SYSTEM']);
export type MessageRole = z.infer<typeof messageRoleSchema>;

export const messageSchema = z.object({
  id: idSchema,
  sessionId: idSchema,
  role: messageRoleSchema,
  type: messageTypeSchema,
  status: messageStatusSchema,
  text: z.string(),
  /** Where it came from. */
  channel: channelTypeSchema,
  /** Who wrote it: a person's name or the agent's. */
  author: z.string(),
  runId: idSchema.nullable(),
  feedbackRequestId: idSchema.nullable(),
  createdAt: timestampSchema,
});
export type Message = z.infer<typeof messageSchema>;

/** `id` is chosen by the client, so that a retried send is the same message (idempotent). */
export const sendMessageSchema = z.strictObject({ id: idSchema, text: nonBlankText(MAX_MESSAGE_LENGTH) });
export const sentMessageSchema = z.object({
  id: idSchema,
  seq: z.int(),
  /** The run that takes it: a new one, or null when a working run will pick it up (steer). */
  runId: idSchema.nullable(),
});
export type SentMessage = z.infer<typeof sentMessageSchema>;

/** History page, newest last. `before` is the `seq` of the oldest message the client holds. */
export const listMessagesSchema = z.strictObject({
  before: z.coerce.number().pipe(seqSchema).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
