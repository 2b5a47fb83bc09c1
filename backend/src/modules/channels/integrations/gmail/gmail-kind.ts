import { Inject, Injectable } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { withToken } from '../../email/domain/email-address.js';
import { OUR_NAME } from '../../email/domain/marks.js';
import { missingPermissions } from '../../email/gmail/domain/gmail-permissions.js';
import { call } from '../../email/gmail/gmail-call.js';
import { GmailClients } from '../../email/gmail/gmail-clients.js';
import { mimeOf } from '../../email/mail-mime.js';
import type { IntegrationRow } from '../integration.repository.js';
import type { CanarySent, IntegrationCheck, IntegrationKind } from '../integration-kind.js';
import { GmailDesk } from './gmail-desk.js';
import { GmailSecrets } from './gmail-secrets.js';
import { StoredGmailMailboxes } from './stored-gmail-mailboxes.js';

const WORDS = 'Parley wrote this to itself, to see that mail goes out and comes in. Nothing has to be done.';
const CANARY_MAIL = { subject: 'Parley checks its mail', text: `${WORDS}\n`, html: `<p>${WORDS}</p>` };

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
    const check = await this.desk.check(mailbox.refreshToken);
    return check.kind === 'alive' ? { kind: 'alive', scopes: check.permission.scopes } : check;
  }

  async giveBack(row: IntegrationRow): Promise<void> {
    const mailbox = this.secrets.open(row);
    if (mailbox) await this.desk.letGo(mailbox.refreshToken);
  }

  missing(scopes: readonly string[]): string[] {
    return missingPermissions(scopes);
  }

  /** The mailbox writes to itself, under an address of its own with the key in it: so it has to come back by sync or push. */
  async canary(row: IntegrationRow, key: string): Promise<CanarySent> {
    const mailbox = this.secrets.open(row);
    if (!mailbox) return { kind: 'failed', problem: 'No token of it is stored.' };
    const { address } = mailbox;
    const letter = {
      ...{ from: { name: OUR_NAME, mailbox: address }, to: withToken(address, key), key },
      ...{ replyToken: null, mail: CANARY_MAIL, thread: null },
    };
    const raw = (await mimeOf(letter)).toString('base64url');
    const client = this.clients.for(mailbox);
    const sent = await call('writes', () => client.users.messages.send({ userId: 'me', requestBody: { raw } }));
    return sent.ok ? { kind: 'sent', place: {} } : { kind: 'failed', problem: sent.message };
  }

  /** Parley may delete no mail. */
  async clearAway(): Promise<void> {}

  forget({ id }: Pick<IntegrationRow, 'id'>): void {
    this.mailboxes.forget();
    this.clients.forget(id);
  }
}
