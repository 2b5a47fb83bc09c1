import { Injectable, Logger } from '@nestjs/common';
import { notFound } from '../../../kernel/index.js';
import { ChannelChanges } from '../channel-changes.js';
import { IntegrationRepository, type IntegrationRow } from './integration.repository.js';
import { LoseIntegration } from './lose-integration.use-case.js';
import { type BotCheck, SlackDesk } from './slack-desk.js';
import { SlackSecrets } from './slack-secrets.js';
import { StoredSlackInstallations } from './stored-slack-installations.js';

/** A dead token is heard of from every send at once: Slack is asked about it no more often than this. */
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
    private readonly secrets: SlackSecrets,
    private readonly installations: StoredSlackInstallations,
    private readonly desk: SlackDesk,
    private readonly lose: LoseIntegration,
    private readonly changes: ChannelChanges,
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
  async execute(id: string): Promise<BotCheck['kind']> {
    const row = await this.repository.find(id);
    if (row?.type !== 'SLACK') throw notFound('integration');
    return this.judge(row);
  }

  async ofTeam(teamId: string): Promise<BotCheck['kind']> {
    const row = await this.repository.named('SLACK', teamId);
    return row ? this.judge(row) : 'dead';
  }

  private async judge(row: IntegrationRow): Promise<BotCheck['kind']> {
    if (row.status === 'DISABLED') return 'dead';
    const check = await this.ask(row);
    if (check.kind === 'dead') await this.lose.execute(row, `Slack says: ${check.error}.`);
    if (check.kind === 'alive' && row.status === 'NEEDS_REAUTH') await this.recovered(row);
    return check.kind;
  }

  private async ask(row: IntegrationRow): Promise<BotCheck> {
    try {
      const installation = this.secrets.open(row);
      return installation
        ? await this.desk.check(installation.botToken)
        : { kind: 'dead', error: 'no token is stored' };
    } catch (error) {
      return { kind: 'dead', error: String(error) };
    }
  }

  private async recovered({ id, externalId }: IntegrationRow): Promise<void> {
    const userIds = await this.repository.recover(id);
    this.installations.forget(externalId);
    for (const userId of new Set(userIds)) this.changes.tell(userId);
  }
}
