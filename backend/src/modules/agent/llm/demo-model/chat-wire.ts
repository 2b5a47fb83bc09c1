import { z } from 'zod';

/** The part of OpenAI's chat completions that the demo model speaks. */
const contentSchema = z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]);

export const chatRequestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: contentSchema })).min(1),
  stream: z.boolean().default(false),
  stream_options: z.object({ include_usage: z.boolean().optional() }).optional(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

export const promptOf = (request: ChatRequest): string =>
  request.messages
    .map(({ content }) => (typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('')))
    .join('\n');

const CHARACTERS_PER_TOKEN = 4;

/** About a token each, never cutting a surrogate pair. */
export const piecesOf = (text: string): string[] => text.match(/[\s\S]{1,4}/gu) ?? [];

export const usageOf = (prompt: string, reply: string) => {
  const prompt_tokens = Math.ceil(prompt.length / CHARACTERS_PER_TOKEN);
  const completion_tokens = piecesOf(reply).length;
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
};

const base = (model: string, object: string) => ({ id: 'chatcmpl-demo', object, created: 0, model });

export const completion = (model: string, content: string, finish_reason: string, usage: object) => ({
  ...base(model, 'chat.completion'),
  choices: [{ index: 0, finish_reason, message: { role: 'assistant', content } }],
  usage,
});

export const chunk = (model: string, delta: object, finish_reason: string | null = null) => ({
  ...base(model, 'chat.completion.chunk'),
  choices: [{ index: 0, delta, finish_reason }],
});

export const usageChunk = (model: string, usage: object) => ({
  ...base(model, 'chat.completion.chunk'),
  choices: [],
  usage,
});
