import { Inject, Injectable } from '@nestjs/common';
import { WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';
import { sdkLogger } from './sdk-logger.js';

/** Somebody waits for it: an operator, a person who links, Slack itself. */
const PATIENCE_MS = 2_500;

/** Nothing is tried again by the SDK: that is for whoever asked. */
export const slackClientOptions = (apiUrl: string | undefined): WebClientOptions => ({
  ...(apiUrl && { slackApiUrl: apiUrl }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: PATIENCE_MS,
  logger: sdkLogger('Slack'),
});

export interface SlackBot {
  teamId: string;
  teamName: string;
  botUserId: string;
  botId: string;
}

/** `dead`: Slack itself said so. `unsure`: it could not be asked. */
export type BotCheck =
  | { kind: 'alive'; bot: SlackBot }
  | { kind: 'dead'; error: string }
  | { kind: 'unsure'; message: string };

export interface SlackMember {
  name: string;
  email: string | null;
}

/** What is asked of Slack beside messages: whose a token is, who a member is. */
@Injectable()
export class SlackDesk {
  private readonly options: WebClientOptions;

  constructor(@Inject(CHANNEL_SETTINGS) { slack }: ChannelSettings) {
    this.options = slackClientOptions(slack?.apiUrl);
  }

  async check(botToken: string): Promise<BotCheck> {
    try {
      const { team_id: teamId, team, user_id: botUserId, bot_id: botId } = await this.as(botToken).auth.test();
      if (!teamId || !botUserId || !botId) return { kind: 'dead', error: 'not_a_bot_token' };
      return { kind: 'alive', bot: { teamId, teamName: team ?? teamId, botUserId, botId } };
    } catch (error) {
      if (error instanceof WebAPIPlatformError && DEAD.has(error.data.error))
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

  private as(token: string): WebClient {
    return new WebClient(token, this.options);
  }
}

/** What auth.test says of a token that will not work again by itself (docs.slack.dev/reference/methods/auth.test). */
const DEAD = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'not_allowed_token_type',
  'no_permission',
  'org_login_required',
  'token_expired',
  'token_revoked',
  'team_access_not_granted',
]);
