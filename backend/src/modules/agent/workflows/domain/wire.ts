import { z } from 'zod';

/** What docs/workflows.md says of the payloads. */
export const PROTOCOL_VERSION = 1;
export const MAX_RESPONSE_BYTES = 256 * 1024;
/** Of the text of one leg, in UTF-16 code units. */
export const MAX_TEXT = 500_000;
const MAX_CHUNK_ID = 1_000_000;
const MAX_ERROR = 500;

export const subjects = {
  execute: (sessionId: string) => `chat.workflow.execute.${sessionId}`,
  response: (sessionId: string) => `chat.workflow.response.${sessionId}`,
  cancel: (sessionId: string) => `chat.workflow.cancel.${sessionId}`,
};

/** All control characters but tab and line feed: a terminal, a mail or a log would obey them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const plain = (text: string) => text.replaceAll('\r\n', '\n').replace(CONTROL, '');

const token = z.string().min(1).max(100);
const count = z.int().min(0).max(1_000_000_000);

const metadataSchema = z.object({
  model: z.string().max(200).transform(plain).optional().catch(undefined),
  tokens: z.object({ input: count, output: count }).optional().catch(undefined),
  finish_reason: z.string().max(100).transform(plain).optional().catch(undefined),
});
export type Metadata = z.infer<typeof metadataSchema>;

const chunkId = z.int().min(0).max(MAX_CHUNK_ID);
const responseSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('chunk'),
    stream_id: token,
    chunk_id: chunkId,
    chunk: z.string().transform(plain),
    is_final: z.boolean().default(false),
    // Odd metadata must not cost the text it comes with.
    metadata: metadataSchema.optional().catch(undefined),
  }),
  z.object({
    kind: z.literal('ask'),
    stream_id: token,
    chunk_id: chunkId,
    ask_id: token,
    /** Looked at by the contract's own schema, so that the error can say what is wrong. */
    question: z.unknown(),
  }),
  z.object({
    kind: z.literal('error'),
    stream_id: token.optional(),
    message: z.string().transform((text) => plain(text).slice(0, MAX_ERROR).toWellFormed()),
  }),
  z.object({ kind: z.literal('heartbeat') }),
]);
export type WorkflowResponse = z.infer<typeof responseSchema>;

const envelopeSchema = z.looseObject({
  version: z.literal(PROTOCOL_VERSION),
  correlation_id: z.string(),
  leg: z.int().default(1),
  session_id: z.string().optional(),
  kind: z.string().default('chunk'),
});

/** What a message must be of. */
export interface LegAddress {
  correlationId: string;
  sessionId: string;
  leg: number;
}

/** @returns null for what is not of this leg, or nothing that can be understood */
export const readResponse = (data: Uint8Array, address: LegAddress): WorkflowResponse | null => {
  if (data.byteLength > MAX_RESPONSE_BYTES) return null;
  const envelope = envelopeSchema.safeParse(parsed(data)).data;
  if (envelope?.correlation_id !== address.correlationId || envelope.leg !== address.leg) return null;
  if (envelope.session_id !== undefined && envelope.session_id !== address.sessionId) return null;
  return responseSchema.safeParse(envelope).data ?? null;
};

const decoder = new TextDecoder('utf-8', { fatal: true });
const parsed = (data: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(data));
  } catch {
    return null;
  }
};
