import { Injectable } from '@nestjs/common';
import { ChannelChanges } from '../../channel-changes.js';
import { IntegrationRepository } from '../integration.repository.js';
import { tokenPrint } from '../token-print.js';
import type { SlackBot } from './slack-desk.js';
import { SlackSecrets } from './slack-secrets.js';
import { StoredSlackInstallations } from './stored-slack-installations.js';

@Injectable()
export class ConnectSlack {
  constructor(
    private readonly repository: IntegrationRepository,
    private readonly secrets: SlackSecrets,
    private readonly installations: StoredSlackInstallations,
    private readonly changes: ChannelChanges,
  ) {}

  /** A workspace has the app, for the first time or again: its people can be reached, and what waited for them goes on. */
  async execute(bot: SlackBot, botToken: string, details: Record<string, unknown> = {}): Promise<void> {
    const { teamId, teamName, botUserId, botId } = bot;
    const secrets = this.secrets.seal({ teamId, botToken });
    const settings = { ...details, botUserId, botId, print: tokenPrint(botToken) };
    const row = { type: 'SLACK' as const, externalId: teamId, name: teamName, secrets, settings };
    const { userIds } = await this.repository.save(row, { prefix: `${teamId.toLowerCase()}/` });
    this.installations.forget(teamId);
    for (const userId of new Set(userIds)) this.changes.tell(userId);
  }
}
