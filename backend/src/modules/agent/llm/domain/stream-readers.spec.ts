import { describe, expect, it } from 'vitest';
import { readAnthropicStream } from './read-anthropic-stream.js';
import { readGoogleStream } from './read-google-stream.js';
import { readOpenAiStream } from './read-openai-stream.js';
import { emptyStream, type StreamReader } from './stream-reader.js';

const read = (reader: StreamReader, ...events: unknown[]) => {
  const state = emptyStream();
  for (const event of events) reader(state, typeof event === 'string' ? event : JSON.stringify(event));
  return state;
};
const openAi = (content: string | undefined, finish_reason: string | null = null) => ({
  choices: [{ delta: { content }, finish_reason }],
});

describe('readOpenAiStream', () => {
  it('collects text, model, usage and the end', () => {
    const usage = { choices: [], usage: { prompt_tokens: 7, completion_tokens: 2 } };
    const state = read(
      readOpenAiStream,
      { ...openAi('Hel'), model: 'm-1' },
      openAi('lo'),
      openAi(undefined, 'stop'),
      usage,
    );
    expect(state).toMatchObject({ text: 'Hello', model: 'm-1', end: 'COMPLETE', inputTokens: 7, outputTokens: 2 });
  });

  it.each([
    ['length', 'TRUNCATED'],
    ['content_filter', 'DECLINED'],
    ['stop', 'COMPLETE'],
  ])('takes finish_reason %s for %s, also after [DONE]', (reason, end) => {
    expect(read(readOpenAiStream, openAi('x', reason), '[DONE]').end).toBe(end);
  });

  it('stays open when cut, and takes [DONE] for an end where no reason is sent', () => {
    expect(read(readOpenAiStream, openAi('x')).end).toBe('OPEN');
    expect(read(readOpenAiStream, openAi('x'), '[DONE]').end).toBe('COMPLETE');
  });

  it('reads one whole answer of a server that does not stream', () => {
    const whole = { choices: [{ message: { content: 'all' }, finish_reason: 'stop' }] };
    expect(read(readOpenAiStream, whole)).toMatchObject({ text: 'all', end: 'COMPLETE' });
  });

  it('notes an error object and refuses what is no chunk', () => {
    const error = { error: { type: 'server_error', code: 500, message: 'key sk-123' } };
    expect(read(readOpenAiStream, error).errorCode).toBe('server_error 500');
    expect(() => read(readOpenAiStream, '<html>')).toThrow();
    expect(() => read(readOpenAiStream, '[]')).toThrow();
  });
});

describe('readAnthropicStream', () => {
  const start = {
    type: 'message_start',
    message: { model: 'c-1', usage: { input_tokens: 5, cache_read_input_tokens: 4 } },
  };
  const text = (piece: string) => ({ type: 'content_block_delta', delta: { type: 'text_delta', text: piece } });
  const stop = (reason: string) => ({
    type: 'message_delta',
    delta: { stop_reason: reason },
    usage: { output_tokens: 3 },
  });

  it('collects text, model, usage with cached input, and the end', () => {
    const state = read(readAnthropicStream, start, { type: 'ping' }, text('Hel'), text('lo'), stop('end_turn'));
    expect(state).toMatchObject({ text: 'Hello', model: 'c-1', end: 'COMPLETE', inputTokens: 9, outputTokens: 3 });
  });

  it.each([
    ['max_tokens', 'TRUNCATED'],
    ['refusal', 'DECLINED'],
    ['stop_sequence', 'COMPLETE'],
  ])('takes stop_reason %s for %s', (reason, end) =>
    expect(read(readAnthropicStream, start, stop(reason)).end).toBe(end),
  );

  it('leaves thinking out and notes an error event', () => {
    const thinking = { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'hm' } };
    expect(read(readAnthropicStream, start, thinking).text).toBe('');
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'x' } };
    expect(read(readAnthropicStream, error).errorCode).toBe('overloaded_error');
  });
});

describe('readGoogleStream', () => {
  const chunk = (text: string, finishReason?: string) => ({
    candidates: [{ content: { parts: [{ text: 'hm', thought: true }, { text }] }, finishReason }],
    usageMetadata: { promptTokenCount: 6, candidatesTokenCount: 2, thoughtsTokenCount: 1 },
    modelVersion: 'g-1',
  });

  it('collects text without thoughts, model, usage and the end', () => {
    const state = read(readGoogleStream, chunk('Hel'), chunk('lo', 'STOP'));
    expect(state).toMatchObject({ text: 'Hello', model: 'g-1', end: 'COMPLETE', inputTokens: 6, outputTokens: 3 });
  });

  it.each([
    ['MAX_TOKENS', 'TRUNCATED'],
    ['SAFETY', 'DECLINED'],
  ])('takes finishReason %s for %s', (reason, end) => expect(read(readGoogleStream, chunk('x', reason)).end).toBe(end));

  it('notes a blocked prompt, an error, and an open end', () => {
    expect(read(readGoogleStream, { promptFeedback: { blockReason: 'SAFETY' } }).end).toBe('DECLINED');
    expect(read(readGoogleStream, { error: { status: 'UNAVAILABLE' } }).errorCode).toBe('UNAVAILABLE');
    expect(read(readGoogleStream, chunk('x')).end).toBe('OPEN');
  });
});
