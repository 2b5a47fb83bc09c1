import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';
import { ToolWorld } from './tool-world.js';

/** The sandbox tools over HTTP, in this process: a test changes them while Parley is connected. */
export class HttpToolServer {
  /** Every header that came in. */
  readonly headers: Record<string, unknown>[] = [];

  private constructor(
    readonly world: ToolWorld,
    private readonly handler: McpHttpHandler,
    private readonly server: Server,
  ) {}

  /** @param port of one that ran before, to be its next life */
  static async start(port = 0, world?: ToolWorld): Promise<HttpToolServer> {
    const server = createServer();
    const own = world ?? new ToolWorld(() => server.closeAllConnections());
    const handler = createMcpHandler(() => own.server());
    const answer = toNodeHandler(handler);
    const started = new HttpToolServer(own, handler, server);
    server.on('request', (request, response) => {
      started.headers.push({ ...request.headers });
      answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return started;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/mcp`;
  }

  /** Tells everybody who is connected that the list is another one. */
  tellChanged(): void {
    this.handler.notify.toolsChanged();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await this.handler.close();
  }
}
