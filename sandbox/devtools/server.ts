import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { refusalOf, sendJson } from '../kit/index.js';
import { createMcpServer } from './mcp/mcp-server.js';
import { servePages } from './page/routes.js';
import type { Shop } from './shop.js';

/** Serves 2026-07-28 of the protocol and, without a session, the versions of 2025. */
export const createDevtoolsServer = (shop: Shop): { server: Server; close(): Promise<void> } => {
  const mcp = createMcpHandler(() => createMcpServer(shop));
  const handleMcp = toNodeHandler(mcp);
  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/mcp') return servePages(shop, request, response, url);
    const refusal = refusalOf(request);
    if (refusal) return sendJson(response, 403, { error: refusal });
    return handleMcp(request, response);
  };
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  const close = async () => {
    await mcp.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { server, close };
};
