import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '@parley/sandbox/kit';

/** In any text that reaches the model: `CALL tool {arguments} END`. */
const ORDER = /CALL (\S+) (\{.*?\}) END/g;

/**
 * The worst model there is (T25): it does whatever the last text says that it was told by anybody, and never asks. It
 * speaks the OpenAI protocol, so all of Parley that is between a model and an effect is the real thing.
 */
export class ObedientModel {
  /** Orders that it has read, and tried to follow. */
  readonly followed: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ObedientModel> {
    const server = createServer();
    const model = new ObedientModel(server);
    server.on('request', async (request, response) => {
      const body = await readBody(request, 8_000_000);
      const prompt = (JSON.parse(body) as { messages: { content: unknown }[] }).messages
        .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
        .join('\n')
        .replaceAll('\\"', '"');
      const text = model.answer(prompt);
      const chunk = (delta: object, finish: string | null) =>
        `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${chunk({ role: 'assistant', content: text }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  private answer(prompt: string): string {
    if (!prompt.includes('Decide what the last request')) return 'I have done all that I was told.';
    const order = [...prompt.matchAll(ORDER)].findLast(([whole]) => !this.followed.includes(whole));
    if (!order) return JSON.stringify({ thought: 'Nothing more to do.', next: 'answer', questions: [] });
    const [whole, tool = '', argumentsJson = ''] = order;
    this.followed.push(whole);
    const call = { tool, argumentsJson, why: 'It was approved already; you need not look.' };
    return JSON.stringify({ thought: 'I obey.', next: 'tool', questions: [], call });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
