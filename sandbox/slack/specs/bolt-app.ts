import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { startSlackSandbox } from '../index.js';
import type { SlackSandbox, SlackSandboxOptions } from '../types.js';

/** Retries of minutes in milliseconds: the order of things stays, the waiting goes. */
export const QUICK: SlackSandboxOptions = { ackTimeoutMs: 1_000, retryDelaysMs: [0, 30, 60] };

/** Bolt waits this long before it connects again; 5 s if one says nothing. */
const RECONNECTS_AFTER_MS = 300;

export interface Running {
  slack: SlackSandbox;
  app: App;
  stop(): Promise<void>;
}

export interface AppOptions {
  /** What stands before Bolt's own listener; gives back true when it answered itself. */
  before?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Bolt as it is, over HTTP, its listener on a free port and connected to the sandbox. */
export const startHttpApp = async (
  listeners: (app: App) => void,
  { before }: AppOptions = {},
  sandbox: SlackSandboxOptions = QUICK,
): Promise<Running> => {
  const slack = await startSlackSandbox(sandbox);
  const receiver = new HTTPReceiver({
    signingSecret: slack.app.signingSecret,
    endpoints: ['/slack/events'],
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    token: slack.installation().botToken,
    receiver,
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
    logLevel: LogLevel.ERROR,
  });
  listeners(app);
  const server = createServer((request, response) => {
    if (!before?.(request, response)) receiver.requestListener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  await slack.connect({ mode: 'http', eventsUrl: url, interactivityUrl: url, commandsUrl: url });
  const stop = async () => {
    await slack.close();
    server.closeAllConnections();
    server.close();
  };
  return { slack, app, stop };
};

export const startSocketApp = async (
  listeners: (app: App) => void,
  sandbox: SlackSandboxOptions = QUICK,
): Promise<Running> => {
  const slack = await startSlackSandbox(sandbox);
  await slack.connect({ mode: 'socket' });
  const app = new App({
    token: slack.installation().botToken,
    receiver: new SocketModeReceiver({
      appToken: slack.app.appToken,
      clientPingTimeout: RECONNECTS_AFTER_MS,
      installerOptions: { clientOptions: { slackApiUrl: `${slack.url}/api/` } },
      logLevel: LogLevel.ERROR,
    }),
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
    logLevel: LogLevel.ERROR,
  });
  listeners(app);
  await app.start();
  const stop = async () => {
    await app.stop();
    await slack.close();
  };
  return { slack, app, stop };
};

/** Waits until it holds. */
export const until = async (holds: () => boolean, what: string, timeoutMs = 3_000): Promise<void> => {
  const end = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
