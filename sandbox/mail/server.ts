import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refusalOf, sendJson, serveFile } from '../kit/index.js';
import { handleMailControl } from './control/routes.js';
import type { Mail } from './core.js';
import { handleGmail } from './gmail/handler.js';
import { handleAuthorize } from './oauth/authorize.js';
import { handleOauth } from './oauth/handler.js';
import type { MailSandbox } from './types.js';

interface Parts {
  readonly mail: Mail;
  readonly sandbox: () => MailSandbox;
  readonly pageFolder: string | undefined;
}

const route = async (
  { mail, sandbox, pageFolder }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const url = new URL(request.url ?? '/', mail.url);
  if (/^\/(?:upload\/)?gmail\/v1\//.test(url.pathname)) return handleGmail(mail, request, response, url);
  if (url.pathname.startsWith('/_control/')) return handleMailControl(mail, sandbox(), request, response, url);
  if (url.pathname === '/o/oauth2/v2/auth') {
    const refusal = refusalOf(request);
    // A link from the product's own page leads here: that is a foreign page, and only looking is allowed.
    if (refusal && request.method === 'POST') return sendJson(response, 403, { error: refusal });
    return handleAuthorize(mail, request, response, url);
  }
  if (await handleOauth(mail, request, response, url)) return;
  serveFile('local mailbox', pageFolder, url.pathname, response);
};

const fail = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent) response.destroy();
  else
    sendJson(response, 500, { error: { code: 500, message: error instanceof Error ? error.message : String(error) } });
};

export const createMailServer = (parts: Parts): Server =>
  createServer(async (request, response) => {
    try {
      await route(parts, request, response);
    } catch (error) {
      fail(response, error);
    }
  });
