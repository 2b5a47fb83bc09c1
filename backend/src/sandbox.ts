import { ConfigError, readSandboxConfig, type SandboxConfig } from './config/index.js';
import { startLocalAgents } from './stand-ins/local-agents.js';
import { startLocalDevtools } from './stand-ins/local-devtools.js';
import { startLocalMail } from './stand-ins/local-mail.js';
import { startLocalSlack } from './stand-ins/local-slack.js';
import { startLocalWorkflow } from './stand-ins/local-workflow.js';
import { stopOnSignals } from './stop-on-signals.js';

/** Known to everybody: they open nothing but this sandbox. They stand in deploy/sandbox.env as well, for the other side. */
const DEMO = { botToken: 'xoxb-T0ACME-sandbox-token-of-parley', refreshToken: '1//0-sandbox-permission-of-parley' };

/** All stand-ins in a process of their own, which the other processes are connected to by their ordinary settings (SBX-1). */
async function startSandbox(config: SandboxConfig): Promise<void> {
  const how = { reach: { host: config.host, name: config.name } };
  const slack = await startLocalSlack(config, { ...how, botToken: DEMO.botToken });
  const mail = await startLocalMail(config, { ...how, refreshToken: DEMO.refreshToken });
  const [devtools, agents] = [await startLocalDevtools(config, how), await startLocalAgents(config, how)];
  const workflow = config.natsUrls && startLocalWorkflow(config);
  const parts = [slack, mail, devtools, agents, workflow];
  stopOnSignals({
    announce: async () => undefined,
    stop: async () => void (await Promise.all(parts.map((part) => part?.close()))),
  });
  mail.connect(config.parleyUrl);
  // Parley may not be there yet: then it proves itself when the first event is for it.
  await slack.connect(config.parleyUrl);
  const lines = [
    `Slack: ${slack.url}`,
    `Mailbox: ${mail.url}`,
    devtools.line,
    ...agents.agents.map(({ url }) => `Agent: ${url}`),
  ];
  for (const line of lines) console.log(line);
  console.log('The sandbox is ready.');
}

try {
  await startSandbox(readSandboxConfig());
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
