import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { agentStateSchema } from './run.js';
import { idSchema, nonBlankText, safeText, seqSchema, timestampSchema } from './text.js';

export const sessionStatusSchema = z.enum(['ACTIVE', 'ARCHIVED']);
export type SessionStatus = z.infer<typeof sessionStatusSchema>;

/** Where the agent's messages and questions go; AUTO follows the person (FB-9). */
export const preferredChannelSchema = z.enum(['AUTO', ...channelTypeSchema.options]);
export type PreferredChannel = z.infer<typeof preferredChannelSchema>;

export const sessionSchema = z.object({
  id: idSchema,
  ownerId: idSchema,
  agent: z.string(),
  title: z.string(),
  status: sessionStatusSchema,
  preferredChannel: preferredChannelSchema,
  /** `seq` of the newest event; 1..n without holes. */
  lastSeq: z.int(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionSummarySchema = sessionSchema.extend({
  state: agentStateSchema,
  /** Something was said since the person last read it. */
  unread: z.boolean(),
  pendingRequests: z.int(),
  /** Start of the newest message. */
  preview: z.string().nullable(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

export const createSessionSchema = z.strictObject({
  /** Left out: the assistant. */
  agent: z.string().min(1).max(64).optional(),
  title: nonBlankText(200).optional(),
});
export const updateSessionSchema = z
  .strictObject({ title: nonBlankText(200).optional(), status: sessionStatusSchema.optional() })
  .refine((body) => Object.keys(body).length > 0, 'give title or status');
export const listSessionsSchema = z.strictObject({
  q: safeText(200, 0).optional(),
  status: sessionStatusSchema.default('ACTIVE'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListSessions = z.infer<typeof listSessionsSchema>;
export const sessionPageSchema = z.object({ items: z.array(sessionSummarySchema), nextCursor: z.string().nullable() });
export type SessionPage = z.infer<typeof sessionPageSchema>;
/** Where the session goes on from here (FB-8). */
export const switchChannelSchema = z.strictObject({ channel: preferredChannelSchema });
export const switchedChannelSchema = z.object({
  session: sessionSchema,
  /** How many open questions moved to the new channel. */
  moved: z.int(),
});
export type SwitchedChannel = z.infer<typeof switchedChannelSchema>;
/** The reader has seen everything up to this `seq`. */
export const readSessionSchema = z.strictObject({ seq: seqSchema });
export const exportFormatSchema = z.enum(['json', 'markdown']);
