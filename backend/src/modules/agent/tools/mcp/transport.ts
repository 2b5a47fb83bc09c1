import type { Readable } from 'node:stream';
import { type FetchLike, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { McpServerSettings } from '../tool-settings.js';

/** Of one answer, whatever of it is kept later. */
const MAX_ANSWER_BYTES = 10_000_000;
const MAX_LOG_LINE = 500;
const MAX_LOG_LINES_PER_MINUTE = 60;

/** A server that answers without end must not fill this process's memory. A stream of events has no end by its nature. */
const boundedFetch: FetchLike = async (url, init) => {
  const response = await fetch(url, init);
  if (init?.method !== 'POST' || !response.body) return response;
  let bytes = 0;
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > MAX_ANSWER_BYTES) controller.error(new Error('The answer is too large.'));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(bounded, response);
};

/** What a server writes beside the protocol goes to the log: bounded, as nobody knows how much it likes to say. */
const logLines = (stderr: Readable, log: (line: string) => void): void => {
  let left = MAX_LOG_LINES_PER_MINUTE;
  let since = performance.now();
  stderr.on('error', () => undefined);
  stderr.on('data', (chunk: Buffer) => {
    if (performance.now() - since > 60_000) [left, since] = [MAX_LOG_LINES_PER_MINUTE, performance.now()];
    for (const line of chunk.toString('utf8').split('\n')) {
      if (!line.trim() || left <= 0) continue;
      left -= 1;
      log(line.slice(0, MAX_LOG_LINE));
    }
  });
};

/** A fresh line to a server. A child gets what is configured for it and PATH, HOME and the like: nothing of our secrets. */
export const transportTo = (settings: McpServerSettings, log: (line: string) => void): Transport => {
  if (settings.transport === 'http')
    return new StreamableHTTPClientTransport(new URL(settings.url), {
      requestInit: { headers: { ...settings.headers } },
      fetch: boundedFetch,
    });
  const { command, args, env, cwd } = settings;
  const transport = new StdioClientTransport({
    ...{ command, args: [...args], env: { ...env }, stderr: 'pipe', maxBufferSize: MAX_ANSWER_BYTES },
    ...(cwd !== undefined && { cwd }),
  });
  if (transport.stderr) logLines(transport.stderr as Readable, log);
  return transport;
};
