import type { AppConfig } from './config/index.js';
import type { ChannelAdapter } from './modules/channels/index.js';
import { type LocalMail, startLocalMail } from './start-local-mail.js';
import { type LocalSlack, startLocalSlack } from './start-local-slack.js';

/** Stand-ins for what this machine is not connected to, and the configuration with them. */
export interface LocalChannels {
  readonly config: AppConfig;
  /** Once the server listens. @returns what to tell who starts it */
  connect(serverUrl: string): Promise<string[]>;
  close(): Promise<void>;
}

/** @param channels that the deployment brings along: for those there is none */
export async function startLocalChannels(
  config: AppConfig,
  channels: readonly ChannelAdapter[],
): Promise<LocalChannels> {
  const isFree = (type: ChannelAdapter['type']) =>
    config.sandboxChannels && !channels.some((channel) => channel.type === type);
  let slack: LocalSlack | undefined;
  let mail: LocalMail | undefined;
  const close = async () => void (await Promise.all([slack?.close(), mail?.close()]));
  try {
    if (isFree('SLACK') && !config.slack) slack = await startLocalSlack(config);
    if (isFree('EMAIL') && !config.google) mail = await startLocalMail(config);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    config: { ...config, slack: slack?.settings ?? config.slack, google: mail?.settings ?? config.google },
    connect: async (serverUrl) => {
      mail?.connect(serverUrl);
      await slack?.connect(serverUrl);
      return [
        ...(slack ? [`Slack of this machine: ${slack.url}`] : []),
        ...(mail ? [`Mailbox of this machine: ${mail.url}`] : []),
      ];
    },
    close,
  };
}
