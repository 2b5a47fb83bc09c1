// A language model that answers at once (OpenAI's wire form), so that what is left is ours. The first token of an answer
// says how many milliseconds the model itself has taken in this run, from each request's arrival to its first token.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '../lib/child.js';
import { now } from '../lib/now.js';

const ANALYSIS = JSON.stringify({ thought: 'This can be answered.', next: 'answer', questions: [] });
const WORDS = ' milliseconds is what the model took; the rest of the way to the person is ours.'.split(/(?= )/);

const tookByRun = new Map<string, number>();

const chunk = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 0, model: 'bench', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrived = now();
  request.resume();
  await once(request, 'end');
  const runId = String(request.headers['x-parley-run-id']);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (request.headers['x-parley-fn'] === 'AnalyseRequest') {
    tookByRun.set(runId, now() - arrived);
    response.end(`${chunk(ANALYSIS)}${chunk('', 'stop')}data: [DONE]\n\n`);
    return;
  }
  const took = (tookByRun.get(runId) ?? 0) + now() - arrived;
  tookByRun.delete(runId);
  response.write(chunk(took.toFixed(3)));
  setImmediate(() => response.end(`${WORDS.map((word) => chunk(word)).join('')}${chunk('', 'stop')}data: [DONE]\n\n`));
}

const http = createServer({ keepAliveTimeout: 60_000 }, (request, response) => void answer(request, response));
http.listen(0, '127.0.0.1');
await once(http, 'listening');
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`;

serve({ url: () => url });
