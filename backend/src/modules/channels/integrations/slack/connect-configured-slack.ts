import { Inject, Injectable, Logger } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { IntegrationRepository } from '../integration.repository.js';
import type { ConfiguredConnection } from '../integration-kind.js';
import { tokenPrint } from '../token-print.js';
import { ConnectSlack } from './connect-slack.use-case.js';
import { SlackDesk } from './slack-desk.js';

/** The workspace of SLACK_BOT_TOKEN is kept like any other. */
@Injectable()
export class ConnectConfiguredSlack implements ConfiguredConnection {
  private readonly log = new Logger('Slack');

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly desk: SlackDesk,
    private readonly connectSlack: ConnectSlack,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  async connect(): Promise<'done' | 'later'> {
    const token = this.settings.slack?.botToken;
    if (!token) return 'done';
    const check = await this.desk.check(token);
    if (check.kind === 'unsure') {
      this.log.warn(`Slack could not be asked about SLACK_BOT_TOKEN, and will be again: ${check.message}`);
      return 'later';
    }
    if (check.kind === 'dead') this.log.error(`SLACK_BOT_TOKEN does not work: Slack says ${check.error}.`);
    else if (await this.repository.isGivenUp('SLACK', check.bot.teamId, tokenPrint(token)))
      this.log.warn(`The workspace ${check.bot.teamName} was disconnected by an administrator, and stays so.`);
    else await this.connectSlack.execute(check.bot, token);
    return 'done';
  }
}
