import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type Message, type SlackFault, type SlackSandbox, startSlackSandbox } from '@parley/sandbox/slack';
import type { ChannelAddress, ConversationReference } from '../../src/modules/channels/index.js';
import { SlackChannelAdapter, type SlackInstallation } from '../../src/modules/channels/slack/index.js';
import type { AdapterFixture, Mischief } from './adapter-fixture.js';
import { type SlackEar, startEar } from './slack-ear.js';
import { brokenPayloads } from './slack-payloads.js';
import { elementNamed, toSent } from './slack-reading.js';

const FAULTS: Readonly<Record<Mischief, SlackFault>> = {
  rate_limited: { kind: 'rate_limited', retryAfter: 2 },
  transient: { kind: 'api_error', error: 'service_unavailable' },
  unauthorized: { kind: 'api_error', error: 'token_revoked' },
  not_found: { kind: 'api_error', error: 'user_disabled' },
  rejected: { kind: 'api_error', error: 'invalid_blocks' },
  lost_accepted: { kind: 'cut', when: 'after' },
  lost_dropped: { kind: 'cut', when: 'before' },
  garbage: { kind: 'html' },
  hang: { kind: 'slow', ms: 50 },
};

/** A local Slack with something that listens to it; many fixtures share one. */
export interface SlackStage {
  sandbox: SlackSandbox;
  ear: SlackEar;
  fixture(): Promise<AdapterFixture & { adapter: SlackChannelAdapter }>;
  close(): Promise<void>;
}

export const installationOf = (sandbox: SlackSandbox, teamId?: string): SlackInstallation => {
  const { scopes: _all, ...installed } = sandbox.installation(teamId);
  return { integrationId: randomUUID(), ...installed };
};

export const adapterFor = (sandbox: SlackSandbox, installed: readonly SlackInstallation[]): SlackChannelAdapter =>
  new SlackChannelAdapter({
    installations: {
      forTeam: async (teamId) => installed.find((installation) => installation.teamId === teamId) ?? null,
      all: async () => [...installed],
    },
    publicUrl: 'http://parley.test',
    apiUrl: `${sandbox.url}/api/`,
  });

export const addressOf = (userId: string, teamId = 'T0ACME'): ChannelAddress => ({
  id: randomUUID(),
  userId: randomUUID(),
  type: 'SLACK',
  address: `${teamId}/${userId}`.toLowerCase(),
  integrationId: null,
});

export const startSlackStage = async (over: 'http' | 'socket'): Promise<SlackStage> => {
  // Failures are played here by the dozen, and judged by their results.
  Logger.overrideLogger(false);
  const sandbox = await startSlackSandbox();
  const ear = await startEar(sandbox, over);
  const installation = installationOf(sandbox);
  return {
    sandbox,
    ear,
    fixture: () => slackFixture(sandbox, ear, adapterFor(sandbox, [installation])),
    close: async () => {
      await ear.close();
      await sandbox.close();
    },
  };
};

const slackFixture = async (sandbox: SlackSandbox, ear: SlackEar, adapter: SlackChannelAdapter) => {
  const mira = sandbox.person('U0MIRA');
  const address = addressOf('U0MIRA');
  sandbox.faults.clear();
  // Its first call would open the conversation; a scripted fault is meant for the sending.
  await adapter.find(address, { key: 'none', thread: null });
  const posts = (key: string) =>
    sandbox.ledger.entries().flatMap((entry) => {
      const payload =
        entry.kind === 'call' && entry.ok ? (entry.event_payload as { key?: string } | undefined) : undefined;
      return entry.kind === 'call' && payload?.key === key && entry.ts && entry.channel ? [entry] : [];
    });
  const messageAt = (channel: unknown, ts: unknown): Message | undefined =>
    sandbox.state.messages(String(channel)).find((message) => message.ts === ts);
  const post = (key: string) => {
    const [entry] = posts(key);
    const message = entry && messageAt(entry.channel, entry.ts);
    if (!entry?.channel || !message) throw new Error('Nothing was posted under this key.');
    return { channel: entry.channel, message };
  };
  const arrived = (ts: string, type: string) => ear.next(({ event }) => event?.ts === ts && event.type === type);
  return {
    adapter,
    address,
    tellsBy: 'place' as const,
    stranger: { writes: 'U0NOA', address: 't0acme/u0noa' },
    whereabouts: { given: 'mira@acme.example', nobody: 'nobody@acme.example' },
    taken: (key: string) =>
      posts(key).flatMap(({ channel, ts }) => {
        const message = messageAt(channel, ts);
        return channel && message ? [toSent(channel, message)] : [];
      }),
    shown: ({ channel, ts }: ConversationReference) => {
      const message = messageAt(channel, ts);
      return message && toSent(String(channel), message);
    },
    thread: ({ channel, threadTs }: ConversationReference) =>
      sandbox.state
        .messages(String(channel))
        .filter(({ ts, thread_ts }) => (thread_ts ?? ts) === threadTs)
        .map((message) => toSent(String(channel), message)),
    count: () => sandbox.state.messages(mira.dmChannel()).length,
    calls: () => sandbox.ledger.entries().filter(({ kind }) => kind === 'call').length,
    misbehave: (mischief: Mischief) => sandbox.faults.add({ fault: FAULTS[mischief], times: 1 }),
    loseThread: () => sandbox.faults.add({ fault: { kind: 'api_error', error: 'thread_not_found' }, times: 1 }),
    hideLookups: () => sandbox.faults.add({ fault: { kind: 'http_status', status: 503 }, times: 1 }),
    raw: {
      reply: async (key: string, text: string, from?: string) => {
        const { message } = post(key);
        const root = message.thread_ts ?? message.ts;
        const said = from ? await sandbox.person(from).dm(text) : await mira.dm(text, root);
        return arrived(said.ts, 'message');
      },
      click: async (key: string, label: string) => {
        const { channel, message } = post(key);
        const before = ear.heard.length;
        await mira.click(channel, message.ts, String(elementNamed(message, label).action_id));
        return ear.next((body) => body.type === 'block_actions' && ear.heard.indexOf(body) >= before);
      },
      elsewhere: {
        aside: async (text: string) => [await arrived((await mira.say('C0GENERAL', text)).ts, 'message')],
        mention: async (text: string) => {
          const { ts } = await mira.say('C0GENERAL', `@Parley ${text}`);
          return [await arrived(ts, 'message'), await arrived(ts, 'app_mention')];
        },
      },
      autoReply: null,
      bounce: null,
      broken: brokenPayloads,
    },
  };
};
