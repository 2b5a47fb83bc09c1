import { Injectable, Logger } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { notFound } from '../../../kernel/index.js';
import { ChannelChanges } from '../channel-changes.js';
import { HealthRepository } from './health/health.repository.js';
import { IntegrationRepository, type IntegrationRow } from './integration.repository.js';
import type { IntegrationCheck } from './integration-kind.js';
import { IntegrationKinds } from './integration-kinds.js';
import { LoseIntegration } from './lose-integration.use-case.js';

/** A dead token is heard of from every send at once: the other side is asked about it no more often than this. */
const DOUBT_AGAIN_MS = 3_000;

/**
 * Asks the other side whether the permission still stands, and writes down what it says. A single failed call, or an event
 * about a token that was replaced since, is no proof.
 */
@Injectable()
export class CheckIntegration {
  private readonly log = new Logger('Integrations');
  private readonly doubted = new Map<string, { at: number; waiting: boolean }>();

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly kinds: IntegrationKinds,
    private readonly lose: LoseIntegration,
    private readonly changes: ChannelChanges,
    private readonly health: HealthRepository,
  ) {}

  /** Called on the way of a delivery, which does not wait for it. One check at the end of the pause stands for all in it. */
  doubt(id: string): void {
    const last = this.doubted.get(id);
    if (last?.waiting) return;
    const inMs = last ? Math.max(0, last.at + DOUBT_AGAIN_MS - Date.now()) : 0;
    this.doubted.set(id, { at: Date.now() + inMs, waiting: true });
    setTimeout(() => {
      this.doubted.set(id, { at: Date.now(), waiting: false });
      this.execute(id).catch((error: Error) =>
        this.log.warn(`integration ${id} could not be checked: ${error.message}`),
      );
    }, inMs).unref();
  }

  /** @throws DomainError not_found */
  async execute(id: string): Promise<IntegrationCheck['kind']> {
    const row = await this.repository.find(id);
    if (!row) throw notFound('integration');
    return this.judge(row);
  }

  /** @param externalId Slack's id of a workspace, the address of a mailbox */
  async named(type: ChannelType, externalId: string): Promise<IntegrationCheck['kind']> {
    const row = await this.repository.named(type, externalId);
    return row ? this.judge(row) : 'dead';
  }

  private async judge(row: IntegrationRow): Promise<IntegrationCheck['kind']> {
    if (row.status === 'DISABLED') return 'dead';
    const check = await this.ask(row);
    await this.health.checked(row.id, check);
    if (check.kind === 'dead') await this.lose.execute(row, check.why);
    if (check.kind === 'alive' && row.status === 'NEEDS_REAUTH') await this.recovered(row);
    return check.kind;
  }

  /** What does not open is as good as gone: it must be connected again. */
  private async ask(row: IntegrationRow): Promise<IntegrationCheck> {
    try {
      return await this.kinds.for(row.type).check(row);
    } catch (error) {
      return { kind: 'dead', why: `Its token cannot be opened (${String(error)}).` };
    }
  }

  private async recovered(row: IntegrationRow): Promise<void> {
    const userIds = await this.repository.recover(row);
    this.kinds.for(row.type).forget(row);
    for (const userId of new Set(userIds)) this.changes.tell(userId);
  }
}
