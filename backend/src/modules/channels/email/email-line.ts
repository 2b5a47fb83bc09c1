import type { gmail_v1 } from '@googleapis/gmail';
import type { ChannelAddress, ConversationReference, DeliveryFailure } from '../domain/channel-adapter.js';
import { type MailThread, threadSchema } from './domain/email-address.js';
import { isOwnAddress } from './domain/own-address.js';
import type { GmailClients } from './gmail/gmail-clients.js';
import type { GmailMailbox, GmailMailboxes } from './gmail/gmail-mailboxes.js';

/** The way from one of our mailboxes to one person. */
export interface EmailLine {
  mailbox: GmailMailbox;
  client: gmail_v1.Gmail;
  /** Where the conversation goes on in this mailbox; null: it begins. */
  thread: MailThread | null;
}

export const failed = (kind: DeliveryFailure['kind'], message: string): DeliveryFailure => ({
  ok: false,
  kind,
  message,
});

export class EmailLines {
  constructor(
    private readonly mailboxes: GmailMailboxes,
    private readonly clients: GmailClients,
  ) {}

  /**
   * From the mailbox where the conversation stands, if it is still connected; else from that of the address, else from the one that
   * was connected first. A thread of another mailbox is none that words from here could go on in.
   */
  async to(
    to: ChannelAddress,
    reference: ConversationReference | null,
  ): Promise<({ ok: true } & EmailLine) | DeliveryFailure> {
    const thread = threadSchema.safeParse(reference).data ?? null;
    try {
      const mailbox = await this.mailboxFor(to, thread);
      if (!mailbox) return failed('unauthorized', 'No mailbox is connected to send mail from.');
      if (isOwnAddress(to.address, mailbox.address)) return failed('rejected', 'Parley writes no mail to itself.');
      const own = thread?.mailbox === mailbox.address ? thread : null;
      return { ok: true, mailbox, client: this.clients.for(mailbox), thread: own };
    } catch (error) {
      // Nothing was sent yet.
      return failed('transient', `The mailbox could not be looked up: ${String(error).slice(0, 200)}`);
    }
  }

  private async mailboxFor({ integrationId }: ChannelAddress, thread: MailThread | null): Promise<GmailMailbox | null> {
    const there = thread && (await this.mailboxes.named(thread.mailbox));
    const usual = there ?? (integrationId === null ? null : await this.mailboxes.withId(integrationId));
    return usual ?? (await this.mailboxes.all())[0] ?? null;
  }
}
