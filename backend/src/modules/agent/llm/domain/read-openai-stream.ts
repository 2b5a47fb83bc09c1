import { z } from 'zod';
import type { StreamEnd, StreamReader } from './stream-reader.js';

const part = z.object({ content: z.string().nullish() }).nullish();
const chunkSchema = z.object({
  model: z.string().nullish(),
  // `message` instead of `delta`: a server that ignored `stream: true` and sent one whole answer.
  choices: z.array(z.object({ delta: part, message: part, finish_reason: z.string().nullish() })).nullish(),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
  error: z.object({ type: z.string().nullish(), code: z.union([z.string(), z.number()]).nullish() }).nullish(),
});

const endOf = (reason: string): StreamEnd => {
  if (reason === 'length') return 'TRUNCATED';
  return reason === 'content_filter' ? 'DECLINED' : 'COMPLETE';
};

/** OpenAI chat completions; also Ollama, vLLM, LiteLLM, OpenRouter and the demo model. */
export const readOpenAiStream: StreamReader = (state, data) => {
  if (data === '[DONE]') {
    // Some compatible servers send no finish_reason at all; the end mark then stands for it.
    if (state.end === 'OPEN') state.end = 'COMPLETE';
    state.closed = true;
    return;
  }
  const chunk = chunkSchema.parse(JSON.parse(data));
  const choice = chunk.choices?.[0];
  state.text += choice?.delta?.content ?? choice?.message?.content ?? '';
  if (choice?.finish_reason) state.end = endOf(choice.finish_reason);
  state.model = chunk.model ?? state.model;
  state.inputTokens = chunk.usage?.prompt_tokens ?? state.inputTokens;
  state.outputTokens = chunk.usage?.completion_tokens ?? state.outputTokens;
  if (chunk.error) state.errorCode = `${chunk.error.type ?? ''} ${chunk.error.code ?? ''}`.trim();
};
