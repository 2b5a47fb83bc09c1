import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackSandbox } from '@parley/sandbox/slack';
import { LogLevel, SocketModeClient } from '@slack/socket-mode';

/** Hears what Slack sends, as it really arrives, and acknowledges it. */
export interface SlackEar {
  /** Every body so far, the newest last. */
  readonly heard: readonly unknown[];
  /** The first that fits, when it is there. */
  next(fits: (body: Heard) => boolean): Promise<unknown>;
  close(): Promise<void>;
}
export interface Heard {
  type?: string;
  event?: { type?: string; ts?: string; subtype?: string };
  message?: { ts?: string };
  view?: { id?: string };
}

const hear = (heard: unknown[], close: () => Promise<void>): SlackEar => ({
  heard,
  close,
  next: async (fits) => {
    for (let left = 200; left > 0; left--) {
      const found = heard.find((body) => fits(body as Heard));
      if (found) return found;
      await sleep(10);
    }
    throw new Error('Slack did not send it.');
  },
});

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const payload = new URLSearchParams(text).get('payload');
  return JSON.parse(request.headers['content-type']?.includes('json') ? text : (payload ?? '{}'));
};

const overHttp = async (sandbox: SlackSandbox): Promise<SlackEar> => {
  const heard: unknown[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (body.type !== 'url_verification') heard.push(body);
    response.end(body.type === 'url_verification' ? String(body.challenge) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await sandbox.connect({ mode: 'http', eventsUrl: url, interactivityUrl: url, commandsUrl: url });
  return hear(heard, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
};

const overSocket = async (sandbox: SlackSandbox): Promise<SlackEar> => {
  const heard: unknown[] = [];
  const client = new SocketModeClient({
    appToken: sandbox.app.appToken,
    clientOptions: { slackApiUrl: `${sandbox.url}/api/` },
    logLevel: LogLevel.ERROR,
  });
  client.on('slack_event', async ({ ack, body }: { ack: () => Promise<void>; body: unknown }) => {
    heard.push(body);
    await ack();
  });
  await sandbox.connect({ mode: 'socket' });
  await client.start();
  return hear(heard, () => client.disconnect());
};

export const startEar = (sandbox: SlackSandbox, over: 'http' | 'socket'): Promise<SlackEar> =>
  over === 'http' ? overHttp(sandbox) : overSocket(sandbox);
