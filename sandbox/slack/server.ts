import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBody, refusalOf, sendJson, serveFile } from '../kit/index.js';
import { handleSlackControl } from './control/routes.js';
import type { Slack } from './core.js';
import { respond } from './interactivity/response-urls.js';
import { handleAuthorize } from './oauth/authorize.js';
import type { SlackAdmin } from './types.js';
import { handleApi } from './web-api/handler.js';

const MOST_BYTES = 1_000_000;

const handleResponseUrl = async (slack: Slack, request: IncomingMessage, response: ServerResponse, url: URL) => {
  const { status, body } = respond(
    slack,
    url.pathname.split('/').at(-1) ?? '',
    JSON.parse(await readBody(request, MOST_BYTES)),
  );
  sendJson(response, status, body);
};

const route = (
  slack: Slack,
  admin: SlackAdmin,
  pageFolder: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> | void => {
  const url = new URL(request.url ?? '/', slack.url);
  if (url.pathname.startsWith('/api/')) return handleApi(slack, request, response, url);
  if (url.pathname.startsWith('/_control/')) return handleSlackControl(slack, admin, request, response, url);
  if (url.pathname.startsWith('/actions/') && request.method === 'POST')
    return handleResponseUrl(slack, request, response, url);
  if (url.pathname === '/oauth/v2/authorize') {
    const refusal = refusalOf(request);
    // A link from the product's own page leads here: that is a foreign page, and only looking is allowed.
    if (refusal && request.method === 'POST') return sendJson(response, 403, { error: refusal });
    return handleAuthorize(slack, request, response, url);
  }
  return serveFile('local Slack', pageFolder, url.pathname, response);
};

const fail = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent) response.destroy();
  else sendJson(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) });
};

export const createSlackServer = (slack: Slack, admin: SlackAdmin, pageFolder: string | undefined): Server => {
  const server = createServer(async (request, response) => {
    try {
      await route(slack, admin, pageFolder, request, response);
    } catch (error) {
      fail(response, error);
    }
  });
  server.on('upgrade', (request, socket, head) => slack.sockets.upgrade(request, socket, head));
  return server;
};
