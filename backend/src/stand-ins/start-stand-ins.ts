import type { INestApplicationContext } from '@nestjs/common';
import type { AppConfig } from '../config/index.js';
import type { ChannelAdapter } from '../modules/channels/index.js';
import { type LocalAgents, startLocalAgents } from './local-agents.js';
import { type LocalDevtools, startLocalDevtools } from './local-devtools.js';
import { type LocalMail, startLocalMail } from './local-mail.js';
import { type LocalSlack, startLocalSlack } from './local-slack.js';
import { type LocalWorkflow, startLocalWorkflow } from './local-workflow.js';
import { registerAgents } from './register-agents.js';

/** Stand-ins for what this machine is not connected to, and the configuration with them. */
export interface StandIns {
  readonly config: AppConfig;
  /** Once the server listens. @returns what to tell who starts it */
  connect(serverUrl: string, app: INestApplicationContext): Promise<string[]>;
  close(): Promise<void>;
}

/** @param channels that the deployment brings along: for those there is none */
export async function startStandIns(config: AppConfig, channels: readonly ChannelAdapter[]): Promise<StandIns> {
  const isFree = (type: ChannelAdapter['type']) =>
    config.sandboxChannels && !channels.some((channel) => channel.type === type);
  let slack: LocalSlack | undefined;
  let mail: LocalMail | undefined;
  let agents: LocalAgents | undefined;
  let devtools: LocalDevtools | undefined;
  let workflow: LocalWorkflow | undefined;
  const close = async () =>
    void (await Promise.all([slack, mail, agents, devtools, workflow].map((one) => one?.close())));
  try {
    if (isFree('SLACK') && !config.slack) slack = await startLocalSlack(config);
    if (isFree('EMAIL') && !config.google) mail = await startLocalMail(config);
    if (config.sandboxChannels) agents = await startLocalAgents(config);
    if (config.sandboxChannels && !config.mcpServers.some(({ name }) => name === 'devtools'))
      devtools = await startLocalDevtools(config);
    if (config.sandboxChannels && config.natsUrls && !config.workflowsFile) workflow = startLocalWorkflow(config);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    config: {
      ...config,
      slack: slack?.settings ?? config.slack,
      google: mail?.settings ?? config.google,
      workflowsFile: workflow?.file ?? config.workflowsFile,
      mcpServers: [...config.mcpServers, ...(devtools?.server ? [devtools.server] : [])],
    },
    connect: async (serverUrl, app) => {
      mail?.connect(serverUrl);
      await slack?.connect(serverUrl);
      if (agents) await registerAgents(agents, app);
      return [
        ...(slack ? [`Slack of this machine: ${slack.url}`] : []),
        ...(mail ? [`Mailbox of this machine: ${mail.url}`] : []),
        ...(devtools ? [devtools.line] : []),
        ...(workflow ? ['Sample workflows of this machine: storyteller, travel-desk'] : []),
        ...(agents ? [`Sample agents of this machine: ${agents.url}`] : []),
      ];
    },
    close,
  };
}
