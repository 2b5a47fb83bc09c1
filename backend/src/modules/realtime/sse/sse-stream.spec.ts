import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response } from 'express';
import { afterEach, expect, it, vi } from 'vitest';
import type { Principal } from '../../auth/index.js';
import { SseStream } from './sse-stream.js';

let server: Server;
afterEach(() => server.close());

/** A stream whose reader has come, and what is wrong with its response. */
const opened = async () => {
  const failed = vi.fn();
  const { promise, resolve } = Promise.withResolvers<{ stream: SseStream; response: Response }>();
  server = createServer((_request, raw) => {
    const response = raw as unknown as Response;
    response.on('error', failed);
    resolve({ stream: new SseStream({} as Principal, response), response });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const text = Promise.withResolvers<string>();
  const request = get({ port: (server.address() as AddressInfo).port }, async (heard) => {
    let all = '';
    heard.setEncoding('utf8').on('data', (part) => (all += part));
    await once(heard, 'close');
    text.resolve(all);
  });
  request.on('error', () => text.resolve(''));
  return { ...(await promise), failed, text: text.promise };
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('writes nothing more once it was closed, though its reader still hears the rest', async () => {
  const { stream, failed, text } = await opened();
  stream.connected('s', 1);
  stream.close();
  expect(stream.open).toBe(false);
  stream.connected('s', 2);
  stream.beat();
  stream.close();
  await turn();
  expect(failed).not.toHaveBeenCalled();
  expect(await text).toBe('event: connected\ndata: {"session_id":"s","seq":1}\n\n');
});

it('writes nothing more to a reader that was cut off', async () => {
  const { stream, response, failed } = await opened();
  response.destroy();
  stream.connected('s', 1);
  stream.beat();
  await turn();
  expect(failed).not.toHaveBeenCalled();
});
