import { Injectable } from '@nestjs/common';
import { ChannelChanges } from '../../channel-changes.js';
import { IntegrationRepository, type IntegrationRow } from '../integration.repository.js';
import { tokenPrint } from '../token-print.js';
import type { MailboxPermission } from './gmail-desk.js';
import { GmailKind } from './gmail-kind.js';
import { GmailSecrets } from './gmail-secrets.js';

export interface NewMailbox extends MailboxPermission {
  refreshToken: string;
  /** Google's id of the account. Null: it did not say. */
  sub: string | null;
  /** The administrator who did it. Null: the environment. */
  connectedBy: string | null;
}

@Injectable()
export class ConnectGmail {
  constructor(
    private readonly repository: IntegrationRepository,
    private readonly secrets: GmailSecrets,
    private readonly gmail: GmailKind,
    private readonly changes: ChannelChanges,
  ) {}

  /**
   * A mailbox is connected, for the first time or again: people can be reached by it, and what waited for them goes on.
   * @returns `other_account`: the same address belongs to another account than before, and nothing was changed (T14)
   */
  async execute(mailbox: NewMailbox): Promise<'connected' | 'other_account'> {
    const { address, refreshToken, scopes, connectedBy } = mailbox;
    const known = await this.repository.named('EMAIL', address);
    const knownSub = subOf(known);
    if (knownSub && mailbox.sub && knownSub !== mailbox.sub) return 'other_account';
    const secrets = this.secrets.seal({ address, refreshToken });
    const settings = { sub: mailbox.sub ?? knownSub, scopes, connectedBy, print: tokenPrint(refreshToken) };
    const row = { type: 'EMAIL' as const, externalId: address, name: address, secrets, settings };
    const { id, userIds } = await this.repository.save(row, 'strays');
    this.gmail.forget({ id });
    for (const userId of new Set(userIds)) this.changes.tell(userId);
    return 'connected';
  }
}

/** Who disconnects a mailbox says that whatever was known of it does not count any more. */
const subOf = (row: IntegrationRow | null): string | null => {
  const sub = row?.status === 'DISABLED' ? null : row?.settings.sub;
  return typeof sub === 'string' ? sub : null;
};
