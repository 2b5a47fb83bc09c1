import { Inject, Injectable, Logger } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { type GmailMailbox, GmailMailboxes } from '../../email/gmail/gmail-mailboxes.js';
import { IntegrationRepository } from '../integration.repository.js';
import { GmailSecrets } from './gmail-secrets.js';

/** What another process changed is seen after this at the latest. */
const REMEMBERED_MS = 3_000;

/** The mailboxes of the table `integration`. They are few. */
@Injectable()
export class StoredGmailMailboxes extends GmailMailboxes {
  private readonly log = new Logger('Gmail');
  /** Of whom it was told that they do not open. */
  private readonly told = new Set<string>();
  private memory: { at: number; known: Promise<GmailMailbox[]> } | undefined;

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly secrets: GmailSecrets,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {
    super();
  }

  async named(address: string): Promise<GmailMailbox | null> {
    const wanted = address.toLowerCase();
    return (await this.all()).find((mailbox) => mailbox.address === wanted) ?? null;
  }

  async withId(integrationId: string): Promise<GmailMailbox | null> {
    return (await this.all()).find((mailbox) => mailbox.integrationId === integrationId) ?? null;
  }

  all(): Promise<GmailMailbox[]> {
    if (this.memory && Date.now() - this.memory.at < REMEMBERED_MS) return this.memory.known;
    const memory = { at: Date.now(), known: this.look() };
    this.memory = memory;
    memory.known.catch(() => this.forget());
    return memory.known;
  }

  /** Something about them has changed here. */
  forget(): void {
    this.memory = undefined;
  }

  /** Those that are left of a time when Parley was an app of Google can be used by nobody. */
  private async look(): Promise<GmailMailbox[]> {
    if (!this.settings.google) return [];
    const rows = await this.repository.ofType('EMAIL');
    return rows.filter(({ status }) => status === 'ACTIVE').flatMap((row) => this.open(row) ?? []);
  }

  /** What does not open is as good as gone: it must be connected again. */
  private open(row: Parameters<GmailSecrets['open']>[0]): GmailMailbox | null {
    try {
      const mailbox = this.secrets.open(row);
      this.told.delete(row.id);
      return mailbox;
    } catch (error) {
      if (!this.told.has(row.id))
        this.log.error(`The token of the mailbox ${row.name} cannot be opened: ${String(error)}`);
      this.told.add(row.id);
      return null;
    }
  }
}
