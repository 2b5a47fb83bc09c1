import type { KnownBlock, WebClient } from '@slack/web-api';
import type { ChannelAddress, DeliveryFailure, Lookup } from '../domain/channel-adapter.js';
import type { SlackMessage } from './domain/card-message.js';
import { keyOfMessage, marker } from './domain/message-marker.js';
import { readSlackAddress, type SlackReceipt, type SlackThread, type SlackUser } from './domain/slack-address.js';
import { type Called, call, type SlackFailure, slackClient } from './slack-api.js';
import type { SlackInstallation, SlackInstallations } from './slack-installations.js';

/** How far back a message is looked for. Beyond that nobody knows: it is not said to be absent. */
const PAGE = 200;
const MAX_PAGES = 10;

/** One person in one workspace, and the way to them. */
export interface Line {
  user: SlackUser;
  installation: SlackInstallation;
  client: WebClient;
}

interface Found {
  ts?: string;
  thread_ts?: string;
  metadata?: unknown;
}

const failed = (kind: DeliveryFailure['kind'], message: string): DeliveryFailure => ({ ok: false, kind, message });

/** Calls to Slack, each at most once. */
export class SlackLines {
  /** Direct conversations, by workspace and person: they do not change. */
  private readonly conversations = new Map<string, string>();
  private readonly clients = new Map<string, WebClient>();

  constructor(
    private readonly installations: SlackInstallations,
    private readonly apiUrl: string | undefined,
  ) {}

  async to({ address }: ChannelAddress): Promise<({ ok: true } & Line) | DeliveryFailure> {
    const user = readSlackAddress(address);
    if (!user) return failed('rejected', `${address} names nobody in a Slack workspace.`);
    try {
      const installation = await this.installations.forTeam(user.teamId);
      if (!installation) return failed('unauthorized', 'Parley is not installed in this Slack workspace.');
      return { ok: true, user, installation, client: this.client(installation) };
    } catch (error) {
      // Nothing was sent yet.
      return failed('transient', `The workspace could not be looked up: ${String(error).slice(0, 200)}`);
    }
  }

  /** One for each token: a new one takes the place of the old. */
  client({ teamId, botToken }: SlackInstallation): WebClient {
    const known = this.clients.get(teamId);
    if (known?.token === botToken) return known;
    const fresh = slackClient(botToken, this.apiUrl);
    this.clients.set(teamId, fresh);
    return fresh;
  }

  /** The conversation with a person alone. Opening it twice is opening it once. */
  async conversation({ user, client }: Line): Promise<Called<string>> {
    const place = `${user.teamId}/${user.userId}`;
    const known = this.conversations.get(place);
    if (known) return { ok: true, value: known };
    const opened = await call('reads', () => client.conversations.open({ users: user.userId }));
    if (!opened.ok) return opened;
    const id = opened.value.channel?.id;
    if (!id) return { ok: false, kind: 'transient', message: 'Slack opened no conversation.' };
    this.conversations.set(place, id);
    return { ok: true, value: id };
  }

  async post(
    line: Line,
    thread: SlackThread | null,
    message: SlackMessage,
    key: string,
  ): Promise<Called<SlackReceipt>> {
    const channel = thread ? { ok: true as const, value: thread.channel } : await this.conversation(line);
    if (!channel.ok) return channel;
    const posted = await call('writes', () =>
      line.client.chat.postMessage({
        channel: channel.value,
        text: message.text,
        blocks: message.blocks,
        ...(thread && { thread_ts: thread.threadTs }),
        metadata: marker(key),
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
    if (!posted.ok) return this.forgetting(line, posted);
    const { channel: at, ts } = posted.value;
    if (!at || !ts) return { ok: false, kind: 'unknown_outcome', message: 'Slack does not say where the message is.' };
    return { ok: true, value: { team: line.user.teamId, channel: at, ts, threadTs: thread?.threadTs ?? ts } };
  }

  async rewrite(line: Line, at: SlackReceipt, { text, blocks }: SlackMessage): Promise<Called<SlackReceipt>> {
    const written = await call('writes', () =>
      line.client.chat.update({ channel: at.channel, ts: at.ts, text, blocks: blocks as KnownBlock[], parse: 'none' }),
    );
    return written.ok ? { ok: true, value: at } : written;
  }

  /** Looks for our marker, in a thread or among what begins one. */
  async find(line: Line, thread: SlackThread | null, key: string): Promise<Lookup> {
    const channel = thread ? { ok: true as const, value: thread.channel } : await this.conversation(line);
    if (!channel.ok) return unsure(channel);
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const read = await this.page(line, channel.value, thread, cursor);
      if (!read.ok) return read.error === 'thread_not_found' ? { kind: 'absent' } : unsure(read);
      const found = read.value.messages.find(({ metadata }) => keyOfMessage(metadata) === key);
      if (found?.ts) return { kind: 'found', receipt: { ...receiptOf(line, channel.value, thread, found.ts) } };
      cursor = read.value.next;
      if (!cursor) return { kind: 'absent' };
    }
    return { kind: 'unsure', message: 'There is more in this conversation than was looked through.' };
  }

  private async page(line: Line, channel: string, thread: SlackThread | null, cursor: string | undefined) {
    const ask = { channel, include_all_metadata: true, limit: PAGE, ...(cursor && { cursor }) };
    const read = await call('reads', () =>
      thread
        ? line.client.conversations.replies({ ...ask, ts: thread.threadTs })
        : line.client.conversations.history(ask),
    );
    if (!read.ok) return read;
    const { messages, response_metadata } = read.value;
    const value = { messages: (messages ?? []) as Found[], next: response_metadata?.next_cursor || undefined };
    return { ok: true as const, value };
  }

  /** A conversation that is gone is opened anew the next time. */
  private forgetting({ user }: Line, failure: SlackFailure): SlackFailure {
    if (failure.kind === 'not_found') this.conversations.delete(`${user.teamId}/${user.userId}`);
    return failure;
  }
}

const receiptOf = ({ user }: Line, channel: string, thread: SlackThread | null, ts: string): SlackReceipt => ({
  team: user.teamId,
  channel,
  ts,
  threadTs: thread?.threadTs ?? ts,
});

const unsure = ({ message }: SlackFailure): Lookup => ({ kind: 'unsure', message });
