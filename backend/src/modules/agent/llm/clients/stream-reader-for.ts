import { assertNever } from '../../../../kernel/index.js';
import type { LlmProvider } from '../domain/llm-client-spec.js';
import { readAnthropicStream } from '../domain/read-anthropic-stream.js';
import { readGoogleStream } from '../domain/read-google-stream.js';
import { readOpenAiStream } from '../domain/read-openai-stream.js';
import type { StreamReader } from '../domain/stream-reader.js';

export const streamReaderFor = (provider: LlmProvider): StreamReader => {
  switch (provider) {
    case 'anthropic':
      return readAnthropicStream;
    case 'google':
      return readGoogleStream;
    case 'demo':
    case 'openai':
    case 'ollama':
    case 'openai-compatible':
      return readOpenAiStream;
    default:
      return assertNever(provider);
  }
};
