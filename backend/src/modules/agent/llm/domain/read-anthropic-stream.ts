import { z } from 'zod';
import type { StreamEnd, StreamReader } from './stream-reader.js';

const usageSchema = z
  .object({
    input_tokens: z.number().nullish(),
    cache_creation_input_tokens: z.number().nullish(),
    cache_read_input_tokens: z.number().nullish(),
    output_tokens: z.number().nullish(),
  })
  .nullish();
const eventSchema = z.object({
  type: z.string(),
  message: z.object({ model: z.string().nullish(), usage: usageSchema }).nullish(),
  delta: z.object({ text: z.string().nullish(), stop_reason: z.string().nullish() }).nullish(),
  usage: usageSchema,
  error: z.object({ type: z.string().nullish() }).nullish(),
});

const endOf = (reason: string): StreamEnd => {
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'TRUNCATED';
  return reason === 'refusal' ? 'DECLINED' : 'COMPLETE';
};

/** Anthropic messages. Input tokens come first, output tokens are cumulative in each message_delta. */
export const readAnthropicStream: StreamReader = (state, data) => {
  const event = eventSchema.parse(JSON.parse(data));
  const first = event.message?.usage;
  if (first) {
    const cached = (first.cache_creation_input_tokens ?? 0) + (first.cache_read_input_tokens ?? 0);
    state.inputTokens = (first.input_tokens ?? 0) + cached;
  }
  state.model = event.message?.model ?? state.model;
  state.outputTokens = event.usage?.output_tokens ?? state.outputTokens;
  state.text += event.delta?.text ?? '';
  if (event.delta?.stop_reason) state.end = endOf(event.delta.stop_reason);
  if (event.type === 'message_stop') state.closed = true;
  if (event.type === 'error') state.errorCode = event.error?.type ?? 'error';
};
