import { z } from 'zod';
import { sessionEventSchema } from './events.js';
import { answerFeedbackSchema, feedbackRequestSchema } from './feedback.js';
import { sendMessageSchema, sentMessageSchema } from './message.js';
import { problemSchema } from './problem.js';
import { idSchema, seqSchema, timestampSchema } from './text.js';
import { continueThreadSchema, startThreadSchema, threadSchema } from './thread.js';

/** WebSocket protocol, version 1, at `/ws`. One JSON object per text frame, 64 KiB at most. */
export const PROTOCOL_VERSION = 1;
export const MAX_FRAME_BYTES = 64 * 1024;

/** Close codes of ours (4000–4999, RFC 6455 §7.4.2). */
export const CLOSE_CODES = {
  /** No, an expired or a revoked login: get a new access token, then connect again. */
  UNAUTHORIZED: 4401,
  /** Too many frames. */
  RATE_LIMITED: 4429,
  /** The reader is too slow: connect again and resume from the last `seq`. RFC 6455 registry: try again later. */
  TOO_SLOW: 1013,
  /** This process ends, another serves: connect again at once and resume. RFC 6455 registry: service restart. */
  SERVICE_RESTART: 1012,
} as const;

const ref = z.string().min(1).max(64);

/** Every client frame but `auth` and `ping` has a `ref`, which its `ack` or `error` repeats. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  /** First frame, within 5 s; again later with a fresh token before the old one ends. */
  z.strictObject({ type: z.literal('auth'), token: z.string().max(4_096), v: z.literal(PROTOCOL_VERSION) }),
  z.strictObject({ type: z.literal('ping') }),
  /**
   * Which session the person has in front of them; null when the page is hidden or shows none. Sent on every change
   * and repeated every 30 s while it holds: a presence not repeated for 75 s counts as gone (FB-6).
   */
  z.strictObject({ type: z.literal('presence'), sessionId: idSchema.nullable() }),
  /** Events after `after` come first, then live ones; once each and in order. */
  z.strictObject({ type: z.literal('subscribe'), ref, sessionId: idSchema, after: seqSchema }),
  z.strictObject({ type: z.literal('unsubscribe'), ref, sessionId: idSchema }),
  z.strictObject({ type: z.literal('message.send'), ref, sessionId: idSchema, message: sendMessageSchema }),
  z.strictObject({
    type: z.literal('feedback.answer'),
    ref,
    requestId: idSchema,
    answer: answerFeedbackSchema.shape.answer,
  }),
  z.strictObject({ type: z.literal('run.stop'), ref, sessionId: idSchema }),
  /** API-2 as frames: start a thread, continue one. The ack carries the thread. */
  z.strictObject({ type: z.literal('start'), ref, body: startThreadSchema }),
  z.strictObject({ type: z.literal('continue'), ref, body: continueThreadSchema }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;

export const serverFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), v: z.literal(PROTOCOL_VERSION), userId: idSchema, expiresAt: timestampSchema }),
  z.object({ type: z.literal('pong') }),
  z.object({ type: z.literal('event'), event: sessionEventSchema }),
  /**
   * Streamed text, not in the log: the message's text from `offset` (UTF-16 code units) on is `text`, what stood there
   * before is gone. A delta whose offset is past the text a client holds is skipped: the snapshot that follows a new
   * subscription (offset 0), or `message.completed`, brings the whole. So is one for a message that is complete.
   */
  z.object({
    type: z.literal('delta'),
    sessionId: idSchema,
    messageId: idSchema,
    offset: z.int().min(0),
    text: z.string(),
  }),
  /** Something happened in one of the person's sessions: the list may want a refresh. */
  z.object({ type: z.literal('activity'), sessionId: idSchema, seq: z.int(), event: z.string() }),
  z.object({
    type: z.literal('ack'),
    ref,
    /** subscribe: the newest `seq` at that moment. */
    seq: z.int().optional(),
    sent: sentMessageSchema.optional(),
    request: feedbackRequestSchema.optional(),
    thread: threadSchema.optional(),
  }),
  z.object({ type: z.literal('error'), ref: ref.nullable(), problem: problemSchema }),
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
