import { join } from 'node:path';
import type { SlackSandbox, SlackSandboxOptions } from '@parley/sandbox/slack';
import { projectRoot, type SlackSettings, type StandInsConfig } from '../config/index.js';
import { onPort, portAfter } from './local-port.js';

export interface LocalSlack {
  readonly url: string;
  /** As if they had been configured: what follows knows no difference. */
  readonly settings: SlackSettings;
  /** @param serverUrl where Parley listens */
  connect(serverUrl: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * A Slack workspace in this process, for a machine that is connected to none (SBX-1). It keeps what it had over restarts.
 * @param how where it is reached from, if not only from this machine
 */
export async function startLocalSlack(
  config: StandInsConfig,
  how: Pick<SlackSandboxOptions, 'reach' | 'botToken'> = {},
): Promise<LocalSlack> {
  const { startSlackSandbox } = await import('@parley/sandbox/slack');
  const start = (port: number) =>
    startSlackSandbox({
      ...how,
      port,
      folder: join(config.dataDir, 'sandbox', 'slack'),
      pageFolder: join(projectRoot(), 'sandbox', 'slack', 'page', 'dist'),
    });
  const { port, sandboxSlackPort: asked } = config;
  return toLocalSlack(await onPort({ variable: 'SANDBOX_SLACK_PORT', asked, usual: portAfter(port, 1) }, start));
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
