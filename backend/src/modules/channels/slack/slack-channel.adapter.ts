import type {
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
import { cardMessage, type SlackMessage } from './domain/card-message.js';
import { readInbound } from './domain/inbound.js';
import { MAX_TEXT_LENGTH, noteMessage } from './domain/note-message.js';
import { receiptSchema, type SlackReceipt, type SlackThread, threadSchema } from './domain/slack-address.js';
import { locateMember } from './locate-member.js';
import type { Called } from './slack-api.js';
import type { SlackInstallations } from './slack-installations.js';
import { type Line, SlackLines } from './slack-line.js';

export interface SlackAdapterOptions {
  installations: SlackInstallations;
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
  /** Other than Slack's own. */
  apiUrl?: string | undefined;
}

/** Slack: a thread for each session, questions with buttons, an agent's words as they grow (SLK-1, SLK-3). */
export class SlackChannelAdapter implements ChannelAdapter {
  readonly type = 'SLACK';
  readonly capabilities: ChannelCapabilities = {
    update: true,
    replyTokens: false,
    buttons: true,
    streams: true,
    maxTextLength: MAX_TEXT_LENGTH,
  };
  private readonly installations: SlackInstallations;
  private readonly publicUrl: string;
  private readonly lines: SlackLines;

  constructor({ installations, publicUrl, apiUrl }: SlackAdapterOptions) {
    this.installations = installations;
    this.publicUrl = publicUrl;
    this.lines = new SlackLines(installations, apiUrl);
  }

  showsWhole(card: FeedbackCard): boolean {
    return this.card(card, null).whole;
  }

  parseInbound(raw: unknown): InboundEvent[] {
    return readInbound(raw);
  }

  deliver(to: ChannelAddress, card: FeedbackCard, context: SendContext): Promise<DeliveryResult> {
    return this.on(to, (line) => {
      // Their own conversation tells them anyway; a thread only those who follow it.
      const call = card.actionable ? line.user.userId : null;
      const render = (thread: SlackThread | null) => this.card(card, thread && call);
      return this.lines.post(line, threadOf(context.thread, line), render, context.key);
    });
  }

  update(to: ChannelAddress, receipt: ConversationReference, card: FeedbackCard): Promise<DeliveryResult> {
    return this.rewrite(to, receipt, () => this.card(card, null));
  }

  say(to: ChannelAddress, note: ChannelNote, context: SendContext): Promise<DeliveryResult> {
    const render = () => this.note(note);
    return this.on(to, (line) => this.lines.post(line, threadOf(context.thread, line), render, context.key));
  }

  resay(to: ChannelAddress, receipt: ConversationReference, note: ChannelNote): Promise<DeliveryResult> {
    return this.rewrite(to, receipt, () => this.note(note));
  }

  async find(to: ChannelAddress, { key, thread }: SendContext): Promise<Lookup> {
    const line = await this.lines.to(to);
    if (!line.ok) return { kind: 'unsure', message: line.message };
    return this.lines.find(line, threadOf(thread, line), key);
  }

  async locate(given: string): Promise<Located> {
    return locateMember(given, await this.installations.all(), (installation) => this.lines.client(installation));
  }

  private async on(to: ChannelAddress, send: (line: Line) => Promise<Called<SlackReceipt>>): Promise<DeliveryResult> {
    const line = await this.lines.to(to);
    if (!line.ok) return line;
    const sent = await send(line);
    if (sent.ok) return { ok: true, receipt: { ...sent.value } };
    const { error: _name, ...failure } = sent;
    return failure;
  }

  private async rewrite(
    to: ChannelAddress,
    receipt: ConversationReference,
    render: () => SlackMessage,
  ): Promise<DeliveryResult> {
    const at = receiptSchema.safeParse(receipt);
    if (!at.success) return { ok: false, kind: 'rejected', message: 'Nothing is known of the message to rewrite.' };
    return this.on(to, (line) => this.lines.rewrite(line, at.data, render()));
  }

  private card(card: FeedbackCard, call: string | null) {
    return cardMessage(card, { link: this.linkTo(card.sessionId), call });
  }

  private note(note: ChannelNote): SlackMessage {
    return noteMessage(note, (sessionId) => this.linkTo(sessionId));
  }

  private linkTo(sessionId: string): string {
    return `${this.publicUrl}/sessions/${sessionId}`;
  }
}

/** A thread of another workspace is none that these words could go on in. */
const threadOf = (thread: ConversationReference | null, { user }: Line): SlackThread | null => {
  const known = threadSchema.safeParse(thread);
  return known.success && known.data.team === user.teamId ? known.data : null;
};
