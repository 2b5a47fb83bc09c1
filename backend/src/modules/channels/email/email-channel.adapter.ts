import { createHash } from 'node:crypto';
import { checkAddress } from '../domain/address.js';
import { agentName, conclusion } from '../domain/card-words.js';
import type {
  AttemptTokens,
  ChannelAdapter,
  ChannelAddress,
  ChannelCapabilities,
  ChannelNote,
  ConversationReference,
  DeliveryResult,
  InboundEvent,
  Located,
  Lookup,
  SendContext,
} from '../domain/channel-adapter.js';
import type { FeedbackCard } from '../domain/feedback-card.js';
import { closeInThread } from './close-in-thread.js';
import type { MailReceipt } from './domain/email-address.js';
import { receiptSchema } from './domain/email-address.js';
import { askedMail, linkTo } from './domain/mail/asked-mail.js';
import type { CardMail } from './domain/mail/mail-card.js';
import { noteMail } from './domain/mail/mail-note.js';
import { MAX_TEXT_LENGTH } from './domain/mail/render-mail.js';
import { OUR_NAME } from './domain/marks.js';
import { isOwnAddress } from './domain/own-address.js';
import { readInboundMail } from './domain/read-inbound-mail.js';
import { type EmailLine, EmailLines, failed } from './email-line.js';
import type { Called } from './gmail/gmail-call.js';
import type { GmailClients } from './gmail/gmail-clients.js';
import type { GmailMailboxes } from './gmail/gmail-mailboxes.js';
import { lookUpMail, type Sending, sendMail } from './send-mail.js';

export interface EmailAdapterOptions {
  mailboxes: GmailMailboxes;
  clients: GmailClients;
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
}

type Envelope = Pick<Sending, 'key' | 'replyToken' | 'voice'>;

/** Mail through Gmail: a thread for each session, answers by reply or on a page of ours (EML-1, EML-5). */
export class EmailChannelAdapter implements ChannelAdapter {
  readonly type = 'EMAIL';
  readonly capabilities: ChannelCapabilities = {
    update: false,
    replyTokens: true,
    buttons: true,
    streams: false,
    maxTextLength: MAX_TEXT_LENGTH,
  };
  private readonly mailboxes: GmailMailboxes;
  private readonly publicUrl: string;
  private readonly lines: EmailLines;
  /** What is being closed, by its key in its mailbox: two who tell it at once tell it once. */
  private readonly closing = new Map<string, Promise<Called<MailReceipt>>>();

  constructor({ mailboxes, clients, publicUrl }: EmailAdapterOptions) {
    this.mailboxes = mailboxes;
    this.publicUrl = publicUrl;
    this.lines = new EmailLines(mailboxes, clients);
  }

  showsWhole(card: FeedbackCard): boolean {
    return this.card(card, undefined).whole;
  }

  parseInbound(raw: unknown): InboundEvent[] {
    return readInboundMail(raw);
  }

  deliver(to: ChannelAddress, card: FeedbackCard, context: SendContext): Promise<DeliveryResult> {
    const { key, thread, tokens } = context;
    const mail = this.card(card, tokens);
    const envelope = { key, replyToken: tokens?.reply ?? null, voice: voiceOf(card.agent) };
    return this.send(to, thread, envelope, mail);
  }

  say(to: ChannelAddress, note: ChannelNote, { key, thread, tokens }: SendContext): Promise<DeliveryResult> {
    const mail = noteMail(note, (sessionId) => linkTo(this.publicUrl, sessionId));
    const envelope = { key, replyToken: tokens?.reply ?? null, voice: note.from ? voiceOf(note.from.agent) : OUR_NAME };
    return this.send(to, thread, envelope, mail);
  }

  /**
   * A mail stays as it was sent, so what became of its question is said in the thread, once: the mail that says so is known by its
   * mark.
   */
  async update(
    to: ChannelAddress,
    receipt: ConversationReference,
    card: FeedbackCard,
    tokens?: AttemptTokens,
  ): Promise<DeliveryResult> {
    const at = receiptSchema.safeParse(receipt).data;
    if (!at) return failed('rejected', 'Nothing is known of the mail that this is about.');
    // A pointer to elsewhere is no end.
    if (conclusion(card) === null) return { ok: true, receipt };
    const key = closingKey(card, to.address);
    const sending = {
      key,
      replyToken: tokens?.reply ?? null,
      voice: voiceOf(card.agent),
      mail: this.card(card, undefined),
    };
    return this.on(to, at, (line) =>
      this.once(`${line.mailbox.integrationId} ${at.threadId} ${key}`, () =>
        closeInThread(line, { ...sending, to: to.address }),
      ),
    );
  }

  async resay(): Promise<DeliveryResult> {
    return failed('rejected', 'A mail cannot be rewritten.');
  }

  async find(to: ChannelAddress, { key, thread }: SendContext): Promise<Lookup> {
    const line = await this.lines.to(to, thread);
    return line.ok ? lookUpMail(line, { key, to: to.address }) : { kind: 'unsure', message: line.message };
  }

  /** Any well-formed address but our own, where mail would go round for ever (T11). */
  async locate(given: string): Promise<Located> {
    const checked = checkAddress('EMAIL', given);
    if (!checked.ok) return checked;
    const { address } = checked;
    const mailboxes = await this.mailboxes.all();
    if (mailboxes.some((mailbox) => isOwnAddress(address, mailbox.address)))
      return { ok: false, problem: 'is where Parley itself writes from: take an address of your own' };
    return { ok: true, address, integrationId: mailboxes[0]?.integrationId ?? null, label: null };
  }

  private send(
    to: ChannelAddress,
    thread: ConversationReference | null,
    envelope: Envelope,
    mail: CardMail | Sending['mail'],
  ): Promise<DeliveryResult> {
    return this.on(to, thread, (line) => sendMail(line, { ...envelope, to: to.address, mail }));
  }

  private async on(
    to: ChannelAddress,
    thread: ConversationReference | null,
    send: (line: EmailLine) => Promise<Called<MailReceipt>>,
  ): Promise<DeliveryResult> {
    // Whatever the database holds: only a plain address gets into a header (T10).
    const checked = checkAddress('EMAIL', to.address);
    if (!checked.ok || checked.address !== to.address) return failed('rejected', 'This is no mail address.');
    const line = await this.lines.to(to, thread);
    if (!line.ok) return line;
    const sent = await send(line);
    if (sent.ok) return { ok: true, receipt: { ...sent.value } };
    const { gone: _gone, ...failure } = sent;
    return failure;
  }

  private once(name: string, make: () => Promise<Called<MailReceipt>>): Promise<Called<MailReceipt>> {
    const underWay = this.closing.get(name);
    if (underWay) return underWay;
    const made = make().finally(() => this.closing.delete(name));
    this.closing.set(name, made);
    return made;
  }

  private card(card: FeedbackCard, tokens: AttemptTokens | undefined): CardMail {
    return askedMail(card, this.publicUrl, tokens?.link ?? null);
  }
}

/** One for each end, and for each of those who were asked: of two mails under one Message-ID programs show one. */
const closingKey = ({ requestId, status, handedTo }: FeedbackCard, address: string): string => {
  const whom = createHash('sha256').update(address).digest('hex').slice(0, 12);
  // Who handed it on has heard the end of it, whatever becomes of it later.
  const end = handedTo === null ? status.toLowerCase() : 'handed';
  return `closed-${requestId}-${end}-${whom}`;
};

const voiceOf = (agent: string): string => `${agentName(agent)} (${OUR_NAME})`;
