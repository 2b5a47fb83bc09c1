import { Inject, Injectable } from '@nestjs/common';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { meaningOf } from '../../slack/domain/slack-errors.js';
import { slackClient } from '../../slack/slack-api.js';

export interface SlackBot {
  teamId: string;
  teamName: string;
  botUserId: string;
  botId: string;
}

/** `dead`: Slack itself said so. `unsure`: it could not be asked. */
export type BotCheck =
  | { kind: 'alive'; bot: SlackBot; scopes: readonly string[] }
  | { kind: 'dead'; error: string }
  | { kind: 'unsure'; message: string };

export interface SlackMember {
  name: string;
  email: string | null;
}

/** A message as Slack keeps it. */
export interface SlackWritten {
  ts: string;
  [field: string]: unknown;
}

interface SlackWords {
  channel: string;
  /** mrkdwn */
  text: string;
  thread_ts?: string;
}

/** Of a thread, as much as is read in one go. */
const PAGE = 200;
const MAX_PAGES = 10;

/** Microseconds of today still fit in a number exactly. */
const isAfter = (ts: string | undefined, after: string): boolean => ts !== undefined && Number(ts) > Number(after);

/** What is asked of Slack beside messages: whose a token is, who a member is. */
@Injectable()
export class SlackDesk {
  constructor(@Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings) {}

  async check(botToken: string): Promise<BotCheck> {
    try {
      const answer = await this.as(botToken).auth.test();
      const { team_id: teamId, team, user_id: botUserId, bot_id: botId } = answer;
      const scopes = answer.response_metadata?.scopes ?? [];
      if (!teamId || !botUserId || !botId) return { kind: 'dead', error: 'not_a_bot_token' };
      return { kind: 'alive', bot: { teamId, teamName: team ?? teamId, botUserId, botId }, scopes };
    } catch (error) {
      if (error instanceof WebAPIPlatformError && meaningOf(error.data.error).brokenInstallation)
        return { kind: 'dead', error: error.data.error };
      return { kind: 'unsure', message: String(error) };
    }
  }

  /** @throws when Slack cannot be asked or knows nobody of this id */
  async member(botToken: string, userId: string): Promise<SlackMember> {
    const { user } = await this.as(botToken).users.info({ user: userId });
    const name = user?.profile?.real_name || user?.real_name || user?.name || userId;
    return { name, email: user?.profile?.email ?? null };
  }

  /** The token is of no use from now on. Best effort: whoever calls forgets it in any case. */
  async revoke(botToken: string): Promise<void> {
    await this.as(botToken)
      .auth.revoke()
      .catch(() => undefined);
  }

  /**
   * What was written in a thread after a moment (a `ts`), oldest first; Slack gives the thread's beginning in any case.
   * @returns `more`: there is more than was read
   * @throws when Slack cannot be asked
   */
  async replies(
    botToken: string,
    { channel, threadTs }: { channel: string; threadTs: string },
    after: string,
  ): Promise<{ written: SlackWritten[]; more: boolean }> {
    const client = this.as(botToken);
    const written: SlackWritten[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const ask = { channel, ts: threadTs, oldest: after, limit: PAGE, ...(cursor && { cursor }) };
      const { messages = [], response_metadata } = await client.conversations.replies(ask);
      written.push(
        ...messages.filter((message): message is typeof message & SlackWritten => isAfter(message.ts, after)),
      );
      cursor = response_metadata?.next_cursor || undefined;
      if (!cursor) return { written, more: false };
    }
    return { written, more: true };
  }

  /** @throws when Slack cannot be asked or knows no such message */
  async permalink(botToken: string, channel: string, ts: string): Promise<string | undefined> {
    return (await this.as(botToken).chat.getPermalink({ channel, message_ts: ts })).permalink;
  }

  /** Short plain words of Parley's own, outside of any session. @throws when Slack does not take them */
  async post(botToken: string, words: SlackWords): Promise<void> {
    await this.as(botToken).chat.postMessage({ ...words, unfurl_links: false, unfurl_media: false });
  }

  /** To one member alone. @returns where it stands @throws when Slack does not take it */
  async postTo(botToken: string, user: string, text: string): Promise<{ channel: string; ts: string }> {
    const client = this.as(botToken);
    const { channel } = await client.conversations.open({ users: user });
    const { ts, channel: at } = await client.chat.postMessage({ channel: channel?.id ?? user, text });
    if (!ts || !at) throw new Error('Slack does not say where the message is.');
    return { channel: at, ts };
  }

  /** One of our own. @throws when Slack does not do it */
  async takeBack(botToken: string, { channel, ts }: { channel: string; ts: string }): Promise<void> {
    await this.as(botToken).chat.delete({ channel, ts });
  }

  /** For one member's eyes only. @throws when Slack does not take them */
  async whisper(botToken: string, words: SlackWords & { user: string }): Promise<void> {
    await this.as(botToken).chat.postEphemeral(words);
  }

  private as(token: string): WebClient {
    return slackClient(token, this.settings.slack?.apiUrl);
  }
}
