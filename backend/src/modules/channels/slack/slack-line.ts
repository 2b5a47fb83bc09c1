import type { KnownBlock, WebClient } from '@slack/web-api';
import type { ChannelAddress, DeliveryFailure, Lookup } from '../domain/channel-adapter.js';
import type { SlackMessage } from './domain/card-message.js';
import { marker } from './domain/message-marker.js';
import { readSlackAddress, type SlackReceipt, type SlackThread, type SlackUser } from './domain/slack-address.js';
import { meaningOf } from './domain/slack-errors.js';
import { findMessage, type Spot, unsure } from './find-message.js';
import { type Called, call, DELIVERY_MS, slackClient } from './slack-api.js';
import type { SlackInstallation, SlackInstallations } from './slack-installations.js';

/** One person in one workspace, and the way to them. */
export interface Line {
  user: SlackUser;
  installation: SlackInstallation;
  client: WebClient;
}

/** How it looks there; null: in no thread, to the person alone. */
type Render = (thread: SlackThread | null) => SlackMessage;

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
    const fresh = slackClient(botToken, this.apiUrl, DELIVERY_MS);
    this.clients.set(teamId, fresh);
    return fresh;
  }

  /** The conversation with a person alone. Opening it twice is opening it once. */
  private async conversation(line: Line): Promise<Called<string>> {
    const place = placeOf(line);
    const known = this.conversations.get(place);
    if (known) return { ok: true, value: known };
    const opened = await call('reads', () => line.client.conversations.open({ users: line.user.userId }));
    if (!opened.ok) return opened;
    const id = opened.value.channel?.id;
    if (!id) return { ok: false, kind: 'transient', message: 'Slack opened no conversation.' };
    this.conversations.set(place, id);
    return { ok: true, value: id };
  }

  /**
   * In the thread that is given or, where nothing can be said any more, in the conversation with the person alone: a thread that
   * is gone is not the end of them (F37). What others may read may be said to one; never the other way round.
   */
  async post(line: Line, thread: SlackThread | null, render: Render, key: string): Promise<Called<SlackReceipt>> {
    const posted = thread && (await this.postIn(line, thread, render(thread), key));
    return posted && !isOfPlace(posted) ? posted : this.postAlone(line, render(null), key);
  }

  /** As the beginning of a thread. A conversation that is gone is opened anew, once. */
  private async postAlone(line: Line, message: SlackMessage, key: string, again = true): Promise<Called<SlackReceipt>> {
    const opened = await this.conversation(line);
    if (!opened.ok) return opened;
    const posted = await this.postIn(line, { channel: opened.value }, message, key);
    if (!isOfPlace(posted)) return posted;
    this.conversations.delete(placeOf(line));
    return again ? this.postAlone(line, message, key, false) : posted;
  }

  private async postIn(
    { user, client }: Line,
    { channel, threadTs }: Spot,
    { text, blocks }: SlackMessage,
    key: string,
  ): Promise<Called<SlackReceipt>> {
    const posted = await call('writes', () =>
      client.chat.postMessage({
        ...{ channel, text, blocks, metadata: marker(key), mrkdwn: false, unfurl_links: false, unfurl_media: false },
        ...(threadTs && { thread_ts: threadTs }),
      }),
    );
    if (!posted.ok) return posted;
    const { channel: at, ts } = posted.value;
    if (!at || !ts) return { ok: false, kind: 'unknown_outcome', message: 'Slack does not say where the message is.' };
    return { ok: true, value: { team: user.teamId, channel: at, ts, threadTs: threadTs ?? ts } };
  }

  async rewrite(line: Line, at: SlackReceipt, { text, blocks }: SlackMessage): Promise<Called<SlackReceipt>> {
    const written = await call('writes', () =>
      line.client.chat.update({ channel: at.channel, ts: at.ts, text, blocks: blocks as KnownBlock[], parse: 'none' }),
    );
    return written.ok ? { ok: true, value: at } : written;
  }

  /** Wherever {@link post} may have left it: in the thread, or in the conversation with the person alone. */
  async find(line: Line, thread: SlackThread | null, key: string): Promise<Lookup> {
    const inThread: Lookup = thread ? await findMessage(line, thread, key) : { kind: 'absent' };
    if (inThread.kind === 'found') return inThread;
    const opened = await this.conversation(line);
    const alone = opened.ok ? await findMessage(line, { channel: opened.value }, key) : unsure(opened);
    return alone.kind === 'absent' ? inThread : alone;
  }
}

const placeOf = ({ user }: Line): string => `${user.teamId}/${user.userId}`;
const isOfPlace = (called: Called<unknown>): boolean =>
  !called.ok && called.error !== undefined && meaningOf(called.error).ofPlace;
