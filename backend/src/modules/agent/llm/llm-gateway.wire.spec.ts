import { getEventListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '../../../kernel/index.js';
import type { LlmClientSpec, LlmProvider } from './domain/llm-client-spec.js';
import { LlmGateway } from './llm-gateway.js';
import { respond } from './prompts/assistant.js';

/** The wire of each provider over real sockets: what is sent, and what is done with odd answers. */
interface Seen {
  url: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  closed: Promise<void>;
}

let server: Server;
let seen: Seen[];
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
    seen.push({ url: request.url ?? '', headers: request.headers, body, closed });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ask = (provider: LlmProvider, path: string, extra: Parameters<LlmGateway['run']>[1] | object = {}) => {
  const client: LlmClientSpec = { provider, model: 'm-1', apiKey: 'sk-secret', baseUrl: `${origin()}${path}` };
  const gateway = new LlmGateway({
    clients: () => [client],
    timeouts: { firstTokenMs: 2_000, idleMs: 2_000, totalMs: 5_000 },
    clock: new SystemClock(),
    sleep: async () => undefined,
  });
  const history = [{ role: 'USER' as const, text: 'Hi', at: '2026-01-01T00:00:00Z' }];
  const options = { signal: new AbortController().signal, tags: { runId: 'r', stepKey: 's' }, ...extra };
  return gateway.run(respond({ history, answers: [] }), options);
};
const events =
  (...list: unknown[]) =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of list) response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
    response.end();
  };
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as Error,
  );
const openAi = (content: string, finish_reason: string | null = null) => ({
  choices: [{ delta: { content }, finish_reason }],
});

describe('providers', () => {
  it.each<[LlmProvider, string, string, string, unknown[]]>([
    ['openai', '/v1', '/v1/chat/completions', 'authorization', [openAi('Hello', 'stop'), '[DONE]']],
    ['openai-compatible', '/v1', '/v1/chat/completions', 'authorization', [openAi('Hello', 'stop'), '[DONE]']],
    ['ollama', '/v1', '/v1/chat/completions', 'authorization', [openAi('Hello', 'stop'), '[DONE]']],
    [
      'anthropic',
      '',
      '/v1/messages',
      'x-api-key',
      [
        { type: 'message_start', message: { model: 'm-1', usage: { input_tokens: 1 } } },
        { type: 'content_block_delta', delta: { type: 'text_delta', text: 'Hello' } },
        { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
        { type: 'message_stop' },
      ],
    ],
    [
      'google',
      '/v1beta',
      '/v1beta/models/m-1:streamGenerateContent?alt=sse',
      'x-goog-api-key',
      [{ candidates: [{ content: { parts: [{ text: 'Hello' }] }, finishReason: 'STOP' }] }],
    ],
  ])('%s: sends the key where it belongs and reads the answer', async (provider, path, url, header, list) => {
    answer = events(...list);
    expect(await ask(provider, path)).toMatchObject({ value: 'Hello', provider, attempts: 1 });
    expect(seen[0]?.url).toBe(url);
    expect(seen[0]?.headers[header]).toContain('sk-secret');
    expect(seen[0]?.headers).not.toHaveProperty('baml-original-url');
    expect(JSON.stringify(seen[0]?.body)).not.toContain('sk-secret');
  });

  it.each<[LlmProvider, boolean]>([
    ['openai', false],
    ['openai-compatible', true],
  ])('%s learns our run and step: %s', async (provider, told) => {
    answer = events(openAi('Hello', 'stop'));
    await ask(provider, '/v1');
    expect('x-parley-run-id' in (seen[0]?.headers ?? {})).toBe(told);
  });

  it('asks OpenAI-compatible servers for usage, which they leave out otherwise', async () => {
    answer = events(openAi('Hello', 'stop'), { choices: [], usage: { prompt_tokens: 3, completion_tokens: 1 } });
    const result = await ask('openai-compatible', '/v1');
    expect(seen[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(result.usage).toEqual({ inputTokens: 3, outputTokens: 1 });
  });
});

describe('odd answers', () => {
  it('closes the upstream connection at once when cancelled', async () => {
    const controller = new AbortController();
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(openAi('Hel'))}\n\n`); // and never ends
    };
    const run = ask('openai', '/v1', { signal: controller.signal, onText: () => controller.abort() });
    expect(await failure(run)).toMatchObject({ kind: 'cancelled' });
    await seen[0]?.closed;
    expect(seen).toHaveLength(1);
  });

  it('leaves nothing behind after a failure: no connection, no listener', async () => {
    const { signal } = new AbortController();
    answer = (response) => {
      response.writeHead(400, { 'content-type': 'text/plain' });
      response.write('and never ends');
    };
    expect(await failure(ask('openai', '/v1', { signal }))).toMatchObject({ kind: 'bad_request' });
    await seen[0]?.closed;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('never follows a redirect with the key, nor repeats what the provider said', async () => {
    answer = (response) => response.writeHead(307, { location: `${origin()}/elsewhere` }).end('sk-secret');
    const error = await failure(ask('anthropic', ''));
    expect(error).toMatchObject({ kind: 'bad_request', status: 307 });
    expect(seen).toHaveLength(1);
    expect(`${error?.message} ${JSON.stringify(error)}`).not.toContain('sk-secret');
  });

  it('takes an error inside the stream for a failure and tries again', async () => {
    let calls = 0;
    answer = (response) => {
      calls += 1;
      if (calls === 1) events(openAi('Hel'), { error: { type: 'server_error' } })(response);
      else events(openAi('Hello', 'stop'))(response);
    };
    expect(await ask('openai', '/v1')).toMatchObject({ value: 'Hello', attempts: 2 });
  });

  it('reads a whole JSON answer of a server that cannot stream', async () => {
    const whole = { choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }] };
    answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
    expect((await ask('openai-compatible', '/v1')).value).toBe('Hello');
  });

  it('does not wait for a server that has said everything and keeps the line open', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(openAi('Hello', 'stop'))}\n\ndata: [DONE]\n\n`);
    };
    const started = performance.now();
    expect((await ask('openai', '/v1')).value).toBe('Hello');
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('shows no half of a surrogate pair and stores no NUL', async () => {
    const texts: string[] = [];
    answer = events(openAi('a\0b '), openAi('\ud83c'), openAi('\udf89', 'stop'));
    const result = await ask('openai', '/v1', { onText: (text: string) => texts.push(text) });
    expect(result.value).toBe('ab 🎉');
    expect(texts.every((text) => text.isWellFormed())).toBe(true);
  });

  it('takes an empty reply for unusable, after one repair', async () => {
    answer = events(openAi(' ', 'stop'));
    expect(await failure(ask('openai', '/v1'))).toMatchObject({ kind: 'unparsable' });
    expect(seen).toHaveLength(2);
  });
});
