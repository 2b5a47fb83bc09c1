import { Inject, Injectable } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { GmailClients } from '../../email/gmail/gmail-clients.js';
import type { IntegrationRow } from '../integration.repository.js';
import type { IntegrationCheck, IntegrationKind } from '../integration-kind.js';
import { GmailDesk } from './gmail-desk.js';
import { GmailSecrets } from './gmail-secrets.js';
import { StoredGmailMailboxes } from './stored-gmail-mailboxes.js';

@Injectable()
export class GmailKind implements IntegrationKind {
  readonly type = 'EMAIL';
  readonly provider = 'Google';
  readonly isSetUp: boolean;

  constructor(
    private readonly secrets: GmailSecrets,
    private readonly desk: GmailDesk,
    private readonly mailboxes: StoredGmailMailboxes,
    private readonly clients: GmailClients,
    @Inject(CHANNEL_SETTINGS) { google }: ChannelSettings,
  ) {
    this.isSetUp = google !== undefined;
  }

  async check(row: IntegrationRow): Promise<IntegrationCheck> {
    const mailbox = this.secrets.open(row);
    if (!mailbox) return { kind: 'dead', why: 'No token of it is stored.' };
    return this.desk.check(mailbox.refreshToken);
  }

  async giveBack(row: IntegrationRow): Promise<void> {
    const mailbox = this.secrets.open(row);
    if (mailbox) await this.desk.letGo(mailbox.refreshToken);
  }

  forget({ id }: Pick<IntegrationRow, 'id'>): void {
    this.mailboxes.forget();
    this.clients.forget(id);
  }
}
