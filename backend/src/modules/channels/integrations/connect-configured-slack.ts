import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';
import { ConnectSlack, tokenPrint } from './connect-slack.use-case.js';
import { IntegrationRepository } from './integration.repository.js';
import { SlackDesk } from './slack-desk.js';
import { SlackSecrets } from './slack-secrets.js';

const AGAIN_MS = 15_000;

/** At start: the workspace of SLACK_BOT_TOKEN is kept like any other, and what an older key has sealed gets today's. */
@Injectable()
export class ConnectConfiguredSlack implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Slack');
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly secrets: SlackSecrets,
    private readonly desk: SlackDesk,
    private readonly connect: ConnectSlack,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.reseal();
    const token = this.settings.slack?.botToken;
    if (token) await this.tryConnect(token);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  private async reseal(): Promise<void> {
    for (const row of await this.repository.ofType('SLACK')) {
      try {
        const secrets = this.secrets.resealed(row);
        if (secrets) await this.repository.reseal(row, secrets);
      } catch (error) {
        this.log.error(`The token of the workspace ${row.name} cannot be opened: ${String(error)}`);
      }
    }
  }

  /** Slack may be away at the moment of the start: the rest of Parley does not wait for it. */
  private async tryConnect(token: string): Promise<void> {
    const check = await this.desk.check(token);
    if (check.kind === 'dead') return this.log.error(`SLACK_BOT_TOKEN does not work: Slack says ${check.error}.`);
    if (check.kind === 'unsure') {
      this.log.warn(`Slack could not be asked about SLACK_BOT_TOKEN, and will be again: ${check.message}`);
      this.timer = setTimeout(() => {
        this.tryConnect(token).catch((error: Error) =>
          this.log.error(`SLACK_BOT_TOKEN was not stored: ${error.message}`),
        );
      }, AGAIN_MS);
      return;
    }
    const before = await this.repository.named('SLACK', check.bot.teamId);
    // Whom an administrator has disconnected stays so, until somebody brings another token.
    if (before?.status === 'DISABLED' && before.settings.print === tokenPrint(token))
      return this.log.warn(`The workspace ${check.bot.teamName} was disconnected by an administrator, and stays so.`);
    await this.connect.execute(check.bot, token);
  }
}
