import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createLine, type Socket } from 'node:net';

/** The one thing it says kindly: without a workspace nothing would ever be sent. */
const WORKSPACE = {
  ...{ ok: true, url: 'https://acme.slack.com/', team: 'Acme', team_id: 'T0ACME' },
  ...{ user: 'parley', user_id: 'U0BOT', bot_id: 'B0BOT' },
};

/**
 * A provider as unkind as they come: it refuses, and says again in its answer and its headers all that it was given. Whoever asks
 * Slack's API hears it in Slack's words.
 */
export const startHostileServer = async () => {
  const asked = new Set<string>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const said = { url: request.url, headers: request.headers, body: Buffer.concat(parts).toString('utf8') };
    asked.add((request.url ?? '').split('?', 1)[0] ?? '');
    const echo = JSON.stringify(said);
    if (request.url === '/slack/auth.test') {
      response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'chat:write' });
      response.end(JSON.stringify(WORKSPACE));
      return;
    }
    const slack = request.url?.startsWith('/slack');
    response.writeHead(slack ? 200 : 401, {
      'content-type': 'application/json',
      'www-authenticate': `Bearer realm="${encodeURIComponent(echo.slice(0, 500))}"`,
    });
    response.end(JSON.stringify({ ok: false, error: `invalid_auth ${echo}`, error_description: echo, message: echo }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** A way to a database that can be cut. */
export const startCable = async (databaseUrl: string) => {
  const target = new URL(databaseUrl);
  const ends = new Set<Socket>();
  let isCut = false;
  const server = createLine((near) => {
    near.on('error', () => undefined);
    if (isCut) return near.destroy();
    const far = connect(Number(target.port || 5432), target.hostname);
    far.on('error', () => near.destroy());
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
    for (const end of [near, far]) ends.add(end);
    return undefined;
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      for (const end of ends) end.destroy();
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      for (const end of ends) end.destroy();
      server.close();
    },
  };
};
