import { Inject, Injectable } from '@nestjs/common';
import type { InstallStart, IntegrationList } from '@parley/contracts';
import { DomainError } from '../../../kernel/index.js';
import { Passes } from '../../../platform/crypto/index.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';
import { IntegrationRepository } from './integration.repository.js';

/** From the click of an administrator to Slack's own page. */
const START_LIFE_MS = 60_000;
export const INSTALL_PASS = 'slack-install';

/** What operators see of the platform's own connections, and where they begin a new one. */
@Injectable()
export class ListIntegrations {
  constructor(
    private readonly repository: IntegrationRepository,
    private readonly passes: Passes,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  async execute(): Promise<IntegrationList> {
    const { slack } = this.settings;
    const items = await this.repository.list();
    return { items, slack: { connected: slack !== undefined, canInstall: slack?.clientId !== undefined } };
  }

  /**
   * The page at which an administrator installs the app in a workspace. A browser brings no bearer token along to it, so it
   * brings a pass. @throws DomainError channel_unavailable
   */
  startInstall(adminId: string): InstallStart {
    if (!this.settings.slack?.clientId)
      throw new DomainError(
        'channel_unavailable',
        'Set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to install the app from here.',
      );
    const pass = this.passes.issue(INSTALL_PASS, adminId, START_LIFE_MS);
    return { url: `${this.settings.publicUrl}/slack/install?pass=${pass}` };
  }
}
