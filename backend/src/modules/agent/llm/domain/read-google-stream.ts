import { z } from 'zod';
import type { StreamEnd, StreamReader } from './stream-reader.js';

const chunkSchema = z.object({
  modelVersion: z.string().nullish(),
  candidates: z
    .array(
      z.object({
        content: z
          .object({
            parts: z.array(z.object({ text: z.string().nullish(), thought: z.boolean().nullish() })).nullish(),
          })
          .nullish(),
        finishReason: z.string().nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: z
    .object({
      promptTokenCount: z.number().nullish(),
      candidatesTokenCount: z.number().nullish(),
      thoughtsTokenCount: z.number().nullish(),
    })
    .nullish(),
  error: z.object({ status: z.string().nullish() }).nullish(),
});

const endOf = (reason: string): StreamEnd => {
  if (reason === 'STOP') return 'COMPLETE';
  return reason === 'MAX_TOKENS' ? 'TRUNCATED' : 'DECLINED';
};

/** Google streamGenerateContent with `alt=sse`. There is no end mark: the finishReason is the only sign. */
export const readGoogleStream: StreamReader = (state, data) => {
  const chunk = chunkSchema.parse(JSON.parse(data));
  const candidate = chunk.candidates?.[0];
  const parts = candidate?.content?.parts ?? [];
  for (const part of parts) if (!part.thought) state.text += part.text ?? '';
  if (candidate?.finishReason) state.end = endOf(candidate.finishReason);
  if (chunk.promptFeedback?.blockReason) state.end = 'DECLINED';
  state.model = chunk.modelVersion ?? state.model;
  const usage = chunk.usageMetadata;
  if (usage) {
    state.inputTokens = usage.promptTokenCount ?? state.inputTokens;
    state.outputTokens = (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0);
  }
  if (chunk.error) state.errorCode = chunk.error.status ?? 'error';
};
