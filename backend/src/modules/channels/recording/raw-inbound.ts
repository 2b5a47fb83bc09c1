import { feedbackAnswerSchema, idSchema, safeText, timestampSchema } from '@parley/contracts';
import { z } from 'zod';
import type { InboundEvent } from '../domain/channel-adapter.js';

const common = {
  id: safeText(200),
  time: timestampSchema,
  from: safeText(320),
  thread: safeText(200).nullable(),
  /** Key of the message it replies to. */
  inReplyTo: safeText(200).nullable(),
};

/** What the recording channel sends in, and nothing else. */
const rawInboundSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('text'), text: safeText(100_000) }),
  z.strictObject({
    ...common,
    kind: z.literal('button'),
    about: idSchema,
    answer: feedbackAnswerSchema,
    text: safeText(500),
  }),
  z.strictObject({ ...common, kind: z.literal('auto_reply') }),
  z.strictObject({ ...common, kind: z.literal('bounce'), reason: safeText(2_000) }),
]);

/** @throws ZodError */
export const readRawInbound = (value: unknown): InboundEvent => {
  const raw = rawInboundSchema.parse(value);
  const inbound = {
    externalId: raw.id,
    address: raw.from.toLowerCase(),
    thread: raw.thread === null ? null : { threadId: raw.thread },
    replyTo: raw.inReplyTo,
  };
  switch (raw.kind) {
    case 'text':
      return { ...inbound, kind: 'text', text: raw.text, manner: 'direct' };
    case 'button':
      return { ...inbound, kind: 'answer', requestId: raw.about, answer: raw.answer, raw: raw.text, card: null };
    case 'auto_reply':
      return { ...inbound, kind: 'auto_reply' };
    case 'bounce':
      return { ...inbound, kind: 'bounce', reason: raw.reason };
  }
};
