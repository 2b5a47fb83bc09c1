import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/index.js';
import { ChannelChanges } from '../channel-changes.js';
import { CHANNEL_NAMES, capitalised } from '../domain/card-words.js';
import { IntegrationRepository, type IntegrationRow } from './integration.repository.js';
import { SlackDesk } from './slack-desk.js';
import { StoredSlackInstallations } from './stored-slack-installations.js';

@Injectable()
export class LoseIntegration {
  constructor(
    private readonly repository: IntegrationRepository,
    private readonly installations: StoredSlackInstallations,
    private readonly desk: SlackDesk,
    private readonly changes: ChannelChanges,
  ) {}

  /** The other side took its permission back. Its people are told why, and what waits for them goes on elsewhere. */
  async execute(row: IntegrationRow, reason: string): Promise<void> {
    const name = capitalised(CHANNEL_NAMES[row.type]);
    const problem = `${reason} Connect it again.`;
    const toPeople = `${name} does not let Parley into ${row.name} any more. An administrator has to connect it again.`;
    await this.tell(row, await this.repository.lose(row, 'NEEDS_REAUTH', { problem, toPeople }, false));
  }

  /** An administrator does not want it any more: the token is given back and forgotten. @throws DomainError not_found */
  async disconnect(id: string): Promise<void> {
    const row = await this.repository.find(id);
    if (!row) throw notFound('integration');
    const token = await this.tokenOf(row);
    const problem = 'An administrator disconnected it.';
    const toPeople = `An administrator disconnected Parley from ${row.name}.`;
    await this.tell(row, await this.repository.lose(row, 'DISABLED', { problem, toPeople }, true));
    if (token) await this.desk.revoke(token);
  }

  private async tokenOf({ type, externalId }: IntegrationRow): Promise<string | undefined> {
    return type === 'SLACK' ? (await this.installations.heardFrom(externalId))?.botToken : undefined;
  }

  private async tell({ externalId }: IntegrationRow, userIds: string[] | null): Promise<void> {
    this.installations.forget(externalId);
    for (const userId of new Set(userIds)) this.changes.tell(userId);
  }
}
