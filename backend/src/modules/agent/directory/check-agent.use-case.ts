import { Inject, Injectable } from '@nestjs/common';
import type { DirectoryAgent } from '@parley/contracts';
import { notFound } from '../../../kernel/index.js';
import { AgentTokens } from './agent-tokens.js';
import { CardFetcher, type FoundCard } from './card-fetcher.js';
import { ofRow } from './directory.js';
import { DirectoryRepository, type DirectoryRow } from './directory.repository.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from './directory-settings.js';
import { nextCheckMs } from './domain/next-check.js';

/** Looks at an agent's card: is it there, and is it still the agent that was added? */
@Injectable()
export class CheckAgent {
  constructor(
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
    private readonly repository: DirectoryRepository,
    private readonly cards: CardFetcher,
    private readonly tokens: AgentTokens,
  ) {}

  /** @throws DomainError not_found */
  async execute(id: string): Promise<DirectoryAgent> {
    const row = await this.repository.find(id);
    if (row) await this.check(row);
    const checked = await this.repository.find(id);
    if (!checked) throw notFound('agent');
    return ofRow(checked);
  }

  /** @param signal aborted: nothing is concluded */
  async check(row: DirectoryRow, signal?: AbortSignal): Promise<void> {
    const found = sameAgent(await this.look(row, signal), row);
    if (signal?.aborted) return;
    if (found.kind === 'found')
      return this.repository.well(row.id, found.card, nextCheckMs(0, this.settings.checkIntervalMs));
    const failures = row.failures + 1;
    const dueInMs = nextCheckMs(failures, this.settings.checkIntervalMs);
    await this.repository.unwell(row.id, found.problem, failures, dueInMs);
  }

  private async look(row: DirectoryRow, signal: AbortSignal | undefined): Promise<FoundCard> {
    let token: string | null;
    let resealed: Buffer | null;
    try {
      token = this.tokens.open(row);
      resealed = this.tokens.resealed(row);
    } catch {
      return { kind: 'refused', problem: 'Its token cannot be opened any more. Remove it and add it again.' };
    }
    if (resealed && row.secrets) await this.repository.reseal(row.id, row.secrets, resealed);
    return this.cards.find(row.cardUrl, token, signal);
  }
}

/** An administrator trusted an agent of that name: one that goes by another is another. */
const sameAgent = (found: FoundCard, { name }: DirectoryRow): FoundCard =>
  found.kind === 'found' && found.card.name !== name
    ? { kind: 'refused', problem: `Its card now calls it "${found.card.name}". Remove it and add it again.` }
    : found;
