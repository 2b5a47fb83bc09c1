import { Injectable, Logger } from '@nestjs/common';
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { RateLimits } from '../../../../platform/http/index.js';
import { CheckIntegration } from '../../../channels/index.js';

/** The app comes to a workspace or a channel, and goes. */
@Injectable()
export class WorkspaceListener {
  private readonly log = new Logger('Slack');

  constructor(
    private readonly integrations: CheckIntegration,
    private readonly limits: RateLimits,
  ) {}

  listen(app: App): void {
    app.event('app_uninstalled', ({ body }) => this.lost(body.team_id));
    app.event('tokens_revoked', ({ body }) => this.lost(body.team_id));
    app.event('member_joined_channel', async ({ event, context, client }) => {
      if (event.user === context.botUserId) await this.greet(client, event.channel);
    });
  }

  /** Told late, it may be about a token that was replaced since: Slack is asked. If it cannot be, it tells us again. */
  private async lost(teamId: string): Promise<void> {
    const found = await this.integrations.named('SLACK', teamId);
    if (found === 'unsure') throw new Error(`Slack could not be asked whether it still lets us into ${teamId}.`);
    if (found === 'dead') this.log.warn(`Slack took back the permission for the workspace ${teamId}.`);
  }

  /** Once: being invited again and again is no reason to talk again and again. */
  private async greet(client: WebClient, channel: string): Promise<void> {
    try {
      await this.limits.enforce('channel-greeting', channel);
      await client.chat.postMessage({ channel, text: GREETING });
    } catch (error) {
      this.log.warn(`no greeting in ${channel}: ${String(error)}`);
    }
  }
}

const GREETING =
  'I am Parley: I bring the questions of AI agents to people, and their answers back. Mention me in a message to begin a conversation ' +
  'with an agent in its thread. I read nothing else here. `/parley help` says more.';
