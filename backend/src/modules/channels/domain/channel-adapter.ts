import type { ChannelType, FeedbackAnswer } from '@parley/contracts';
import type { FeedbackCard } from './feedback-card.js';

/** The ways in which a send can fail, the same for every channel. What to do about each is the ladder's business. */
export type DeliveryErrorKind =
  | 'rate_limited'
  | 'transient'
  | 'unauthorized'
  | 'not_found'
  | 'rejected'
  | 'unknown_outcome';

export type DeliveryFailure = { ok: false; kind: DeliveryErrorKind; message: string; retryAfterMs?: number };
export type DeliveryResult = { ok: true; receipt: ConversationReference } | DeliveryFailure;

/** What became of a send whose outcome nobody heard. `unsure`: the channel could not be asked now. */
export type Lookup =
  | { kind: 'found'; receipt: ConversationReference }
  | { kind: 'absent' }
  | { kind: 'unsure'; message: string };

/** Opaque per-channel JSON that only its adapter writes and reads (message ids, thread ids). */
export type ConversationReference = Readonly<Record<string, unknown>>;

export interface ChannelAddress {
  id: string;
  userId: string;
  type: ChannelType;
  address: string;
  integrationId: string | null;
}

export interface ChannelCapabilities {
  /** Can a message be rewritten after it was sent? */
  update: boolean;
  /** Can a person answer with a click? */
  buttons: boolean;
  /** Longest text of one message, in UTF-16 code units. */
  maxTextLength: number;
}

export interface SendContext {
  /** Our own marker of this attempt: it travels with what is sent, and an unknown outcome is looked up by it. */
  key: string;
  /** The newest receipt of this session on this channel: where its thread goes on. Null: a new one. */
  thread: ConversationReference | null;
}

/** Short words of Parley's own, in the thread of a session. */
export interface ChannelNote {
  text: string;
}

/** What a channel brought in, in the words of the core. `thread`: where a reply belongs. */
interface Inbound {
  /** Unique in its source: the same one again has no second effect. */
  externalId: string;
  /** Who wrote, as the channel has proven it. */
  address: string;
  thread: ConversationReference | null;
  /** The attempt it replies to (its key), if the channel knows. */
  replyTo: string | null;
}
export type InboundEvent =
  | (Inbound & { kind: 'text'; text: string })
  /** A button or a filled form: read by the adapter, judged by the core like any other answer. */
  | (Inbound & { kind: 'answer'; requestId: string; answer: FeedbackAnswer; raw: string })
  /** Out of office: never an answer; the question moves on (FB-7). */
  | (Inbound & { kind: 'auto_reply' })
  /** What was accepted came back after all. */
  | (Inbound & { kind: 'bounce'; reason: string });

/**
 * The channel port (DESIGN.md §5). An adapter speaks to its SDK and never calls the core; it reports failures as
 * results, not as exceptions, and never retries by itself.
 */
export interface ChannelAdapter {
  readonly type: ChannelType;
  readonly capabilities: ChannelCapabilities;
  /** Does its form of a card show all that an approval would approve? Else it cannot be given there (T27). */
  showsWhole(card: FeedbackCard): boolean;
  /** @throws when it is not what this channel sends: nothing of it may be taken for an answer */
  parseInbound(raw: unknown): InboundEvent[];
  deliver(to: ChannelAddress, card: FeedbackCard, context: SendContext): Promise<DeliveryResult>;
  /** Rewrites what was delivered: the request has ended, or moved on. Doing it twice is doing it once. */
  update(to: ChannelAddress, receipt: ConversationReference, card: FeedbackCard): Promise<DeliveryResult>;
  say(to: ChannelAddress, note: ChannelNote, context: SendContext): Promise<DeliveryResult>;
  /** Is what was sent under this key there? Asked before anything is sent a second time. */
  find(to: ChannelAddress, context: SendContext): Promise<Lookup>;
}
