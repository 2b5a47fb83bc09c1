import { join } from 'node:path';
import type { SlackSandbox } from '@parley/sandbox/slack';
import { type AppConfig, ConfigError, projectRoot, type SlackSettings } from './config/index.js';

export interface LocalSlack {
  readonly url: string;
  /** As if they had been configured: what follows knows no difference. */
  readonly settings: SlackSettings;
  /** @param serverUrl where Parley listens */
  connect(serverUrl: string): Promise<void>;
  close(): Promise<void>;
}

/** A Slack workspace in this process, for a machine that is connected to none (SBX-1). It keeps what it had over restarts. */
export async function startLocalSlack(config: AppConfig): Promise<LocalSlack> {
  const { startSlackSandbox } = await import('@parley/sandbox/slack');
  const start = (port: number) =>
    startSlackSandbox({
      port,
      folder: join(config.dataDir, 'sandbox', 'slack'),
      pageFolder: join(projectRoot(), 'sandbox', 'slack', 'page', 'dist'),
    });
  return toLocalSlack(await onPort(config, start));
}

/** The port that was asked for, and no other; else the one after the server's own, or any. @throws ConfigError */
async function onPort({ port, sandboxSlackPort }: AppConfig, start: (port: number) => Promise<SlackSandbox>) {
  try {
    return await start(sandboxSlackPort ?? (port === 0 ? 0 : port + 1));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    if (sandboxSlackPort === undefined) return start(0);
    throw new ConfigError([`SANDBOX_SLACK_PORT: cannot listen there (${message}).`]);
  }
}

const toLocalSlack = (slack: SlackSandbox): LocalSlack => ({
  url: slack.url,
  settings: {
    clientId: slack.app.clientId,
    clientSecret: slack.app.clientSecret,
    signingSecret: slack.app.signingSecret,
    appToken: undefined,
    botToken: slack.installation().botToken,
    apiUrl: `${slack.url}/api/`,
  },
  connect: async (serverUrl) => {
    const at = (path: string) => `${serverUrl}/slack/${path}`;
    const to = { eventsUrl: at('events'), interactivityUrl: at('interactivity'), commandsUrl: at('commands') };
    await slack.connect({ mode: 'http', ...to });
  },
  close: () => slack.close(),
});
