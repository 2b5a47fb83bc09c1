import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, sendJson } from '@parley/sandbox/kit';
import { DemoModel } from '../../src/modules/agent/llm/index.js';

const MAX_BODY = 8_000_000;

/**
 * A model that does what anybody tells it (T25): where its prompt carries the orders, it gives the reply that was set for
 * that function; else it answers as the demo model.
 */
export class ObedientModel {
  /** Functions that it was asked with orders in the prompt. */
  readonly obeyed: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly demo: DemoModel,
  ) {}

  static async start(orders: string, replies: Readonly<Record<string, unknown>>): Promise<ObedientModel> {
    const demo = await DemoModel.start({ pace: { tokensPerSecond: 1_000_000, firstTokenMs: 0 } });
    const server = createServer(async (request, response) => {
      const body = await readBody(request, MAX_BODY);
      const fn = String(request.headers['x-parley-fn'] ?? '');
      if (body.includes(orders) && fn in replies) {
        model.obeyed.push(fn);
        const reply = replies[fn];
        return send(response, typeof reply === 'string' ? reply : JSON.stringify(reply));
      }
      const headers = { 'content-type': 'application/json', 'x-parley-fn': fn };
      const answer = await fetch(`${demo.baseUrl}/chat/completions`, { method: 'POST', headers, body });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(await answer.text());
    });
    const model = new ObedientModel(server, demo);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return model;
  }

  get env(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/v1`;
    return { LLM_PROVIDER: 'openai-compatible', LLM_BASE_URL: url, LLM_MODEL: 'obedient', LLM_API_KEY: 'none' };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.demo.stop();
  }
}

const send = (response: Parameters<typeof sendJson>[0], content: string) => {
  const part = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 0, model: 'obedient', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`${part({ content }, null)}${part({}, 'stop')}data: [DONE]\n\n`);
};
