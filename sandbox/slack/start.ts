import type { Server } from 'node:http';
import { join } from 'node:path';
import { listen, SharedLedger } from '../kit/index.js';
import type { Slack } from './core.js';
import { Courier } from './delivery/courier.js';
import { SocketHub } from './delivery/socket-hub.js';
import { SlackFaults } from './faults.js';
import { Triggers } from './interactivity/triggers.js';
import type { SlackLedgerEntry } from './ledger.js';
import { Codes } from './oauth/codes.js';
import { Person } from './people/person.js';
import { createSlackServer } from './server.js';
import { readAccess } from './state.js';
import { DEFAULT_TEAM, SANDBOX_APP } from './store/seed.js';
import { Store } from './store/store.js';
import type { SlackPerson, SlackSandbox, SlackSandboxOptions } from './types.js';
import { RateLimiter } from './web-api/rate-limiter.js';
import { Admin } from './workspace/admin.js';
import { join as joinChannel } from './workspace/channels.js';
import { installationOf } from './workspace/installations.js';

const SLACKS_RETRIES = [0, 60_000, 300_000];

const build = ({
  folder,
  ackTimeoutMs = 3_000,
  retryDelaysMs = SLACKS_RETRIES,
  triggerLifetimeMs = 3_000,
}: SlackSandboxOptions): Slack => {
  const store = new Store(folder);
  const faults = new SlackFaults();
  const ledger = new SharedLedger<SlackLedgerEntry>(folder && join(folder, 'ledger.jsonl'));
  const sockets = new SocketHub(SANDBOX_APP, faults, ackTimeoutMs, () => store.changed());
  const parts = { app: SANDBOX_APP, store, faults, ledger, sockets };
  const courier = new Courier({ ...parts, ackTimeoutMs, retryDelaysMs });
  const [triggers, codes, limiter] = [new Triggers(triggerLifetimeMs), new Codes(), new RateLimiter()];
  return { ...parts, courier, triggers, codes, limiter, url: '' };
};

/** The first time the app is installed in Acme, and somebody brought it into #general. */
const settle = (slack: Slack, botToken: string | undefined): void => {
  const { data } = slack.store;
  if (data.members.some(({ bot_id }) => bot_id === 'B0PARLEY')) return;
  const { botUserId } = installationOf(slack, DEFAULT_TEAM);
  const installation = slack.store.installation(DEFAULT_TEAM);
  if (botToken !== undefined && installation) installation.bot_token = botToken;
  const general = slack.store.channel('C0GENERAL');
  if (general) joinChannel(slack, general, botUserId);
};

const close = async (slack: Slack, server: Server): Promise<void> => {
  slack.courier.close();
  await slack.sockets.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  slack.store.save();
};

const personOf = (slack: Slack, userId: string, teamId = DEFAULT_TEAM): SlackPerson => {
  const member = slack.store.member(userId);
  if (member?.team_id !== teamId) throw new Error(`no member ${userId} in ${teamId}`);
  return new Person(slack, member);
};

/** Starts a local Slack (SBX-1), on 127.0.0.1 unless told otherwise: the real SDK talks to it over real sockets. */
export const startSlackSandbox = async (options: SlackSandboxOptions = {}): Promise<SlackSandbox> => {
  const slack = build(options);
  const admin = new Admin(slack);
  const server = createSlackServer(slack, admin, options.pageFolder);
  slack.url = await listen(server, options.port, options.reach);
  settle(slack, options.botToken);
  return {
    url: slack.url,
    app: slack.app,
    installation: (teamId = DEFAULT_TEAM) => installationOf(slack, teamId),
    connect: async (to) => ({ verified: await slack.courier.connect(to) }),
    person: (userId, teamId) => personOf(slack, userId, teamId),
    state: readAccess(slack),
    ...{ admin, faults: slack.faults, ledger: slack.ledger },
    settled: () => slack.courier.settled(),
    close: () => close(slack, server),
  };
};
