import { Inject, Injectable, Logger } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { IntegrationRepository } from '../integration.repository.js';
import type { ConfiguredConnection } from '../integration-kind.js';
import { tokenPrint } from '../token-print.js';
import { ConnectGmail } from './connect-gmail.use-case.js';
import { GmailDesk } from './gmail-desk.js';

/** The mailbox of GMAIL_REFRESH_TOKEN is kept like any other. */
@Injectable()
export class ConnectConfiguredGmail implements ConfiguredConnection {
  private readonly log = new Logger('Gmail');

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly desk: GmailDesk,
    private readonly connectGmail: ConnectGmail,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  async connect(): Promise<'done' | 'later'> {
    const refreshToken = this.settings.google?.refreshToken;
    if (!refreshToken) return 'done';
    const check = await this.desk.check(refreshToken);
    if (check.kind === 'unsure') {
      this.log.warn(`Google could not be asked about GMAIL_REFRESH_TOKEN, and will be again: ${check.message}`);
      return 'later';
    }
    if (check.kind === 'dead') this.log.error(`GMAIL_REFRESH_TOKEN does not work. ${check.why}`);
    else if (await this.repository.isGivenUp('EMAIL', check.permission.address, tokenPrint(refreshToken)))
      this.log.warn(`The mailbox ${check.permission.address} was disconnected by an administrator, and stays so.`);
    else await this.connectGmail.execute({ ...check.permission, refreshToken, sub: null, connectedBy: null });
    return 'done';
  }
}
