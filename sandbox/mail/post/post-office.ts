import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedLedger } from '../../kit/index.js';
import type { DeliveryFault, MailFaults } from '../faults.js';
import type { DeliveryEntry, MailLedgerEntry } from '../ledger.js';
import { addMessage, changeLabels } from '../mailbox/messages.js';
import { mayJoin } from '../mailbox/threading.js';
import { parseAddresses } from '../mime/addresses.js';
import { headerOf, headersOf, withHeaders, withoutHeaders } from '../mime/headers.js';
import type { Mailbox, StoredMessage, Verdict } from '../model.js';
import type { Publisher } from '../push/publisher.js';
import type { Store } from '../store/store.js';
import type { Underway } from '../underway.js';
import { bounceMail, type Failure, NO_MAILBOX, SCRIPTED, TOO_LARGE } from './bounce.js';
import type { Envelope } from './envelope.js';
import { labelsByFilter } from './filters.js';
import { viaList } from './lists.js';
import { prepared } from './outgoing.js';
import { stamped } from './stamp.js';
import { vacationReply, vacationSender } from './vacation.js';

export interface PostParts {
  readonly store: Store;
  readonly faults: MailFaults;
  readonly ledger: SharedLedger<MailLedgerEntry>;
  readonly publisher: Publisher;
  readonly underway: Underway;
}

/** Brings mail from one mailbox to the other; what cannot be brought comes back. */
export class PostOffice {
  constructor(private readonly parts: PostParts) {}

  /**
   * Sends a mail from somebody's own account: the copy in Sent is there at once, and so is what is delivered unless a
   * fault is scripted.
   *
   * @throws GoogleError when Gmail would not take it
   */
  submit(box: Mailbox, raw: string, how: { threadId?: string | undefined; envelopeFrom?: string } = {}): StoredMessage {
    const { store, faults } = this.parts;
    const [to] = parseAddresses(headerOf(headersOf(raw), 'To'));
    const isRewritten = faults.takeForSend({ mailbox: box.email, to: to?.address }) !== undefined;
    const mail = prepared(box, raw, store.data.settings.messageLimit, isRewritten);
    const joins = how.threadId !== undefined && mayJoin(box, headersOf(mail.kept), how.threadId);
    const threadId = joins ? how.threadId : undefined;
    const copy = addMessage(this.parts, box, { raw: mail.kept, labelIds: ['SENT'], threadId });
    const verdict = store.data.verdicts[box.email] ?? 'pass';
    for (const address of mail.recipients) {
      // Gmail shows what one writes to oneself once, in both places.
      if (store.mailbox(address) === box) changeLabels(this.parts, box, copy, { add: ['INBOX', 'UNREAD'] });
      else this.post({ from: how.envelopeFrom ?? box.email, to: address, raw: mail.sent, verdict, server: box.server });
    }
    return copy;
  }

  /** A mail that is on its way already, such as a forged one. Does not wait when a fault holds it up. */
  post(envelope: Envelope): void {
    const { lists } = this.parts.store.data;
    const list = lists.find(({ address }) => address === envelope.to);
    if (list && !envelope.lists?.includes(list.address)) {
      for (const copy of viaList(envelope, list)) this.post(copy);
      return;
    }
    const fault = this.parts.faults.takeForDelivery({ from: envelope.from, to: envelope.to });
    if (fault?.kind === 'mail_late') this.parts.underway.track(this.late(envelope, fault.ms));
    else this.deliver(envelope, fault);
  }

  private async late(envelope: Envelope, ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.parts.underway.signal });
    this.deliver(envelope, { kind: 'mail_late', ms });
  }

  private deliver(envelope: Envelope, fault: DeliveryFault | undefined): void {
    const { store } = this.parts;
    const box = store.mailbox(envelope.to);
    const failure = this.failureOf(envelope, box, fault);
    if (fault?.kind === 'mail_lost') this.record(envelope, { outcome: 'lost', fault: fault.kind });
    else if (failure) this.bounce(envelope, failure, fault);
    else if (box) this.arrive(envelope, box, fault);
  }

  private arrive(envelope: Envelope, box: Mailbox, fault: DeliveryFault | undefined): void {
    this.put(envelope, box, fault);
    for (const raw of copiesOf(envelope, fault)) this.put({ ...envelope, raw }, box, fault);
    const reply = vacationReply(box, envelope);
    if (reply === undefined) return;
    this.parts.store.changed(box.email);
    this.submit(box, reply, { envelopeFrom: vacationSender(box) });
  }

  private failureOf(
    { to, raw }: Envelope,
    box: Mailbox | undefined,
    fault: DeliveryFault | undefined,
  ): Failure | undefined {
    if (!box) return NO_MAILBOX(to);
    if (fault?.kind === 'mail_bounced') return SCRIPTED(to, fault.how);
    return raw.length > this.parts.store.data.settings.messageLimit ? TOO_LARGE(to) : undefined;
  }

  private put(envelope: Envelope, box: Mailbox, fault: DeliveryFault | undefined): void {
    const raw = stamped(envelope, box);
    const labelIds = labelsByFilter(box, headersOf(raw));
    const { id } = addMessage(this.parts, box, { raw, labelIds });
    this.record(envelope, { outcome: 'delivered', id, labelIds, ...(fault && { fault: fault.kind }) });
  }

  /** Back to the envelope's sender, in the conversation that it belongs to; nothing comes back from a bounce. */
  private bounce(envelope: Envelope, failure: Failure, fault: DeliveryFault | undefined): void {
    const outcome = failure.status.startsWith('5') ? 'bounced' : 'delayed';
    this.record(envelope, { outcome, ...(fault && { fault: fault.kind }) });
    const box = this.parts.store.mailbox(envelope.from);
    if (envelope.from === '' || !box) return;
    const report = bounceMail(envelope.raw, envelope.from, failure);
    const back: Envelope = { from: '', to: envelope.from, raw: report, verdict: 'pass', server: 'gmail' };
    const messageId = headerOf(headersOf(envelope.raw), 'Message-ID');
    const original = box.messages.findLast((message) => headerOf(headersOf(message.raw), 'Message-ID') === messageId);
    const stored = { raw: stamped(back, box), labelIds: ['INBOX', 'UNREAD'], threadId: original?.threadId };
    const { id } = addMessage(this.parts, box, stored);
    this.record(back, { outcome: 'delivered', id, labelIds: stored.labelIds });
  }

  private record(
    { from, to, raw, verdict }: Envelope & { verdict: Verdict },
    result: Pick<DeliveryEntry, 'outcome'> & Partial<DeliveryEntry>,
  ): void {
    const headers = headersOf(raw);
    const [messageId, subject] = ['Message-ID', 'Subject'].map((name) => headerOf(headers, name) ?? '');
    const about = { from, to, messageId: messageId as string, subject: subject as string, verdict };
    this.parts.ledger.append({ kind: 'delivery', time: new Date().toISOString(), ...about, ...result });
  }
}

/** What arrives beside the mail itself. */
const copiesOf = ({ raw }: Envelope, fault: DeliveryFault | undefined): string[] => {
  if (fault?.kind !== 'mail_duplicate') return [];
  const renamed = () =>
    withHeaders(withoutHeaders(raw, 'Message-ID'), [{ name: 'Message-ID', value: `<${randomUUID()}@relay.example>` }]);
  return Array.from({ length: fault.copies }, () => (fault.newId ? renamed() : raw));
};
