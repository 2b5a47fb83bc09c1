import type { ChannelType } from '@parley/contracts';
import type { FindReply, Outgoing, RecordingChannel, SendReply } from '@parley/sandbox/recorder';
import { z } from 'zod';
import { type CardText, cardText } from '../domain/card-text.js';
import type {
  ChannelAdapter,
  ChannelAddress,
  ChannelCapabilities,
  ChannelNote,
  ConversationReference,
  DeliveryResult,
  InboundEvent,
  Lookup,
  SendContext,
} from '../domain/channel-adapter.js';
import type { FeedbackCard } from '../domain/feedback-card.js';
import { clip, oneLine, visibleWords } from '../domain/visible-text.js';
import { readRawInbound } from './raw-inbound.js';

/** As the real channel will have them (Slack: text of a section block). */
const CAPABILITIES: Readonly<Record<'EMAIL' | 'SLACK', ChannelCapabilities>> = {
  EMAIL: { update: true, replyTokens: false, buttons: true, streams: false, maxTextLength: 100_000 },
  SLACK: { update: true, replyTokens: false, buttons: true, streams: true, maxTextLength: 3_000 },
};

const place = { messageId: z.string().min(1), threadId: z.string().min(1) };
const receiptSchema = z.object(place);
const threadSchema = z.object({ threadId: z.string().min(1) });
/** What comes over a line is checked, whoever is at its end. */
const sendReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), ...place }),
  z.object({
    kind: z.literal('refused'),
    error: z.enum(['rate_limited', 'transient', 'unauthorized', 'not_found', 'rejected']),
    message: z.string(),
    retryAfterMs: z.number().optional(),
  }),
  z.object({ kind: z.literal('lost'), message: z.string() }),
]);
const findReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), ...place }),
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('unsure'), message: z.string() }),
]);

export interface RecordingAdapterOptions {
  type: Extract<ChannelType, 'EMAIL' | 'SLACK'>;
  channel: RecordingChannel;
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
}

/** Speaks to a {@link RecordingChannel} in the place of a real channel. */
export class RecordingChannelAdapter implements ChannelAdapter {
  readonly type: RecordingAdapterOptions['type'];
  readonly capabilities: ChannelCapabilities;
  private readonly channel: RecordingChannel;
  private readonly publicUrl: string;

  constructor({ type, channel, publicUrl }: RecordingAdapterOptions) {
    this.type = type;
    this.capabilities = CAPABILITIES[type];
    this.channel = channel;
    this.publicUrl = publicUrl;
  }

  showsWhole(card: FeedbackCard): boolean {
    return this.rendered(card).controls.length > 0;
  }

  parseInbound(raw: unknown): InboundEvent[] {
    return [readRawInbound(raw)];
  }

  deliver(to: ChannelAddress, card: FeedbackCard, { key, thread }: SendContext): Promise<DeliveryResult> {
    return send(() => this.channel.deliver(this.render(to, card), key, threadOf(thread)));
  }

  async update(to: ChannelAddress, receipt: ConversationReference, card: FeedbackCard): Promise<DeliveryResult> {
    const known = receiptSchema.safeParse(receipt);
    if (!known.success) return { ok: false, kind: 'rejected', message: 'Nothing is known of the message to rewrite.' };
    const { messageId, threadId } = known.data;
    return send(() => this.channel.update(this.render(to, card), messageId, threadId));
  }

  say(to: ChannelAddress, note: ChannelNote, { key, thread }: SendContext): Promise<DeliveryResult> {
    return send(() => this.channel.say(this.words(to, note), key, threadOf(thread)));
  }

  async resay(to: ChannelAddress, receipt: ConversationReference, note: ChannelNote): Promise<DeliveryResult> {
    const known = receiptSchema.safeParse(receipt);
    if (!known.success) return { ok: false, kind: 'rejected', message: 'Nothing is known of the message to rewrite.' };
    const { messageId, threadId } = known.data;
    return send(() => this.channel.update(this.words(to, note), messageId, threadId));
  }

  private words(to: ChannelAddress, { text, from }: ChannelNote): Outgoing {
    const summary = oneLine(text.split('\n')[0] ?? '', 120);
    const shown = clip(visibleWords(text), this.capabilities.maxTextLength);
    return { address: to.address, summary, text: shown, about: null, controls: [], ...(from && { voice: from.agent }) };
  }

  async find(to: ChannelAddress, { key }: SendContext): Promise<Lookup> {
    try {
      return toLookup(await this.channel.find(to.address, key));
    } catch (error) {
      return { kind: 'unsure', message: messageOf(error) };
    }
  }

  private render(to: ChannelAddress, card: FeedbackCard): Outgoing {
    return { ...this.rendered(card), address: to.address, about: card.requestId };
  }

  private rendered(card: FeedbackCard): CardText {
    const link = `${this.publicUrl}/sessions/${card.sessionId}`;
    return cardText(card, { link, maxLength: this.capabilities.maxTextLength });
  }
}

const threadOf = (thread: ConversationReference | null): string | null => {
  const known = threadSchema.safeParse(thread);
  return known.success ? known.data.threadId : null;
};

/** Whatever happens on the line is a result: an outcome nobody can read is an outcome nobody knows. */
const send = async (call: () => Promise<SendReply>): Promise<DeliveryResult> => {
  try {
    return toResult(await call());
  } catch (error) {
    return { ok: false, kind: 'unknown_outcome', message: messageOf(error) };
  }
};

const toResult = (received: SendReply): DeliveryResult => {
  const reply = sendReplySchema.safeParse(received).data;
  if (!reply) return { ok: false, kind: 'unknown_outcome', message: 'The reply could not be read.' };
  switch (reply.kind) {
    case 'accepted':
      return { ok: true, receipt: { messageId: reply.messageId, threadId: reply.threadId } };
    case 'refused': {
      const { error: kind, message, retryAfterMs } = reply;
      return { ok: false, kind, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    }
    case 'lost':
      return { ok: false, kind: 'unknown_outcome', message: reply.message };
  }
};

const toLookup = (received: FindReply): Lookup => {
  const reply = findReplySchema.safeParse(received).data;
  if (!reply) return { kind: 'unsure', message: 'The reply could not be read.' };
  if (reply.kind !== 'found') return reply;
  return { kind: 'found', receipt: { messageId: reply.messageId, threadId: reply.threadId } };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
