import { Injectable, Logger } from '@nestjs/common';
import { notFound } from '../../../kernel/index.js';
import { ChannelChanges } from '../channel-changes.js';
import { IntegrationRepository, type IntegrationRow } from './integration.repository.js';
import { IntegrationKinds } from './integration-kinds.js';

@Injectable()
export class LoseIntegration {
  private readonly log = new Logger('Integrations');

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly kinds: IntegrationKinds,
    private readonly changes: ChannelChanges,
  ) {}

  /**
   * The other side took its permission back. Its people are told why, and what waits for them goes on elsewhere.
   * @param why a sentence for operators
   */
  async execute(row: IntegrationRow, why: string): Promise<void> {
    const { provider } = this.kinds.for(row.type);
    const problem = `${why} Connect it again.`;
    const toPeople = `${provider} does not let Parley into ${row.name} any more. An administrator has to connect it again.`;
    const userIds = await this.repository.lose(row, 'NEEDS_REAUTH', { problem, toPeople }, false);
    if (userIds) this.log.error(`${row.name} cannot be used any more. ${problem}`);
    this.tell(row, userIds);
  }

  /** An administrator does not want it any more: the token is given back and forgotten. @throws DomainError not_found */
  async disconnect(id: string): Promise<void> {
    const row = await this.repository.find(id);
    if (!row) throw notFound('integration');
    const problem = 'An administrator disconnected it.';
    const toPeople = `An administrator disconnected Parley from ${row.name}.`;
    this.tell(row, await this.repository.lose(row, 'DISABLED', { problem, toPeople }, true));
    await this.kinds
      .for(row.type)
      .giveBack(row)
      .catch((error) => this.log.warn(`The token of ${row.name} was forgotten and not given back: ${String(error)}`));
  }

  private tell(row: IntegrationRow, userIds: string[] | null): void {
    this.kinds.for(row.type).forget(row);
    for (const userId of new Set(userIds)) this.changes.tell(userId);
  }
}
