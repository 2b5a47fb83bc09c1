import { Inject, Injectable } from '@nestjs/common';
import type { DirectoryAgent } from '@parley/contracts';
import { Clock, DomainError, newId } from '../../../kernel/index.js';
import { AgentCatalogue } from '../../sessions/index.js';
import { AgentTokens } from './agent-tokens.js';
import { CardFetcher } from './card-fetcher.js';
import { ofRow } from './directory.js';
import { DirectoryRepository } from './directory.repository.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from './directory-settings.js';
import { nameKey } from './domain/agent-name.js';

@Injectable()
export class AddAgent {
  constructor(
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
    private readonly repository: DirectoryRepository,
    private readonly catalogue: AgentCatalogue,
    private readonly cards: CardFetcher,
    private readonly tokens: AgentTokens,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes an agent elsewhere into the directory, by its card.
   * @param userId who adds it; null: the start of the server
   * @throws DomainError agent_refused, agent_taken
   */
  async execute(
    { url, token }: { url: string; token?: string | undefined },
    userId: string | null,
  ): Promise<DirectoryAgent> {
    const found = await this.cards.find(url, token ?? null);
    if (found.kind !== 'found') throw new DomainError('agent_refused', found.problem);
    const { cardUrl, card } = found;
    await this.assertFree(card.name);
    const id = newId();
    const row = { id, name: card.name, cardUrl, card, secrets: token ? this.tokens.seal(id, token) : null };
    if (!(await this.repository.insert(row, userId, this.settings.checkIntervalMs)))
      throw new DomainError('agent_taken', 'This agent is in the directory already.');
    const now = this.clock.now();
    return ofRow({ ...row, health: 'HEALTHY', problem: null, failures: 0, checkedAt: now });
  }

  /** People tell agents apart by their names, and questions come in them. */
  private async assertFree(name: string): Promise<void> {
    const names = [...this.catalogue.list(), ...(await this.repository.all())].map((agent) => agent.name);
    if (names.some((taken) => nameKey(taken) === nameKey(name)))
      throw new DomainError('agent_taken', `There is an agent named "${name}" already.`);
  }
}
