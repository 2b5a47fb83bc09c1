import type { SendMessageRequest } from '@a2a-js/sdk';
import { ContentTypeNotSupportedError, RequestMalformedError } from '@a2a-js/sdk/errors';
import {
  feedbackAnswerSchema,
  idSchema,
  MAX_MESSAGE_LENGTH,
  nonBlankText,
  safeJson,
  safeText,
} from '@parley/contracts';
import { z } from 'zod';

/** An answer that leaves nothing to read between lines. `request_id` says which question, where several wait. */
const answerDataSchema = z
  .strictObject({
    request_id: idSchema.optional(),
    decision: z.enum(['approve', 'reject', 'revise']).optional(),
    binding_hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    comment: nonBlankText(10_000).optional(),
    edited_arguments: z.record(safeText(200), safeJson).optional(),
    approved_hunks: z.array(safeText(500)).max(2_000).optional(),
    /** As in the REST interface. */
    answer: feedbackAnswerSchema.optional(),
  })
  .refine(({ answer, decision }) => !answer || !decision, 'give either a decision or an answer');
export type AnswerData = z.infer<typeof answerDataSchema>;

/** A message of another agent, checked. */
export interface Incoming {
  messageId: string;
  contextId: string | null;
  taskId: string | null;
  /** Who shall do it, in a new context. */
  agent: string | undefined;
  /** '' when there is only data. */
  text: string;
  data: unknown[];
}

const envelopeSchema = z.object({
  messageId: nonBlankText(200),
  contextId: z.string().max(200),
  taskId: z.string().max(200),
  agent: z.string().min(1).max(64).optional(),
});

/** @throws RequestMalformedError, ContentTypeNotSupportedError */
export const readIncoming = ({ message, metadata }: SendMessageRequest): Incoming => {
  if (!message) throw new RequestMalformedError('A message is needed.');
  const agent = message.metadata?.agent ?? metadata?.agent;
  const { messageId, contextId, taskId } = message;
  const envelope = check(envelopeSchema, { messageId, contextId, taskId, agent }, 'message');
  const texts: string[] = [];
  const data: unknown[] = [];
  for (const { content } of message.parts) {
    if (content?.$case === 'text') texts.push(content.value);
    else if (content?.$case === 'data') data.push(content.value);
    else throw new ContentTypeNotSupportedError('Only parts of text and data are understood here, no files.');
  }
  if (!texts.length && !data.length) throw new RequestMalformedError('The message has no parts.');
  const text = texts.join('\n');
  return { ...envelope, contextId: contextId || null, taskId: taskId || null, agent: envelope.agent, text, data };
};

/** What is said to an agent: data beside the words is written out. @throws RequestMalformedError */
export const wordsOf = ({ text, data }: Incoming): string => {
  const blocks = data.map((value) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``);
  return check(nonBlankText(MAX_MESSAGE_LENGTH), [text, ...blocks].filter(Boolean).join('\n\n'), 'text');
};

/** @throws RequestMalformedError */
export const answerDataOf = ({ data }: Incoming): AnswerData => {
  if (data.length > 1) throw new RequestMalformedError('An answer has one part of data at most.');
  return data.length ? check(answerDataSchema, data[0], 'data') : {};
};

const check = <T extends z.ZodType>(schema: T, value: unknown, what: string): z.infer<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RequestMalformedError(
    `${[what, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'is not understood'}`,
  );
};
