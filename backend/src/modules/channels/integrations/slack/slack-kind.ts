import { Inject, Injectable } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import type { IntegrationRow } from '../integration.repository.js';
import type { IntegrationCheck, IntegrationKind } from '../integration-kind.js';
import { SlackDesk } from './slack-desk.js';
import { SlackSecrets } from './slack-secrets.js';
import { StoredSlackInstallations } from './stored-slack-installations.js';

@Injectable()
export class SlackKind implements IntegrationKind {
  readonly type = 'SLACK';
  readonly provider = 'Slack';
  readonly isSetUp: boolean;

  constructor(
    private readonly secrets: SlackSecrets,
    private readonly desk: SlackDesk,
    private readonly installations: StoredSlackInstallations,
    @Inject(CHANNEL_SETTINGS) { slack }: ChannelSettings,
  ) {
    this.isSetUp = slack !== undefined;
  }

  async check(row: IntegrationRow): Promise<IntegrationCheck> {
    const installation = this.secrets.open(row);
    if (!installation) return { kind: 'dead', why: 'No token of it is stored.' };
    const check = await this.desk.check(installation.botToken);
    return check.kind === 'dead' ? { kind: 'dead', why: `Slack says: ${check.error}.` } : check;
  }

  async giveBack(row: IntegrationRow): Promise<void> {
    const installation = this.secrets.open(row);
    if (installation) await this.desk.revoke(installation.botToken);
  }

  forget({ externalId }: Pick<IntegrationRow, 'externalId'>): void {
    this.installations.forget(externalId);
  }
}
