import type { ChannelType } from '@parley/contracts';
import type { FeedbackCard } from './feedback-card.js';

/** The ways in which a send can fail, the same for every channel. What to do about each is the ladder's business. */
export type DeliveryErrorKind =
  | 'rate_limited'
  | 'transient'
  | 'unauthorized'
  | 'not_found'
  | 'rejected'
  | 'unknown_outcome';

export type DeliveryResult =
  | { ok: true; receipt: ConversationReference }
  | { ok: false; kind: DeliveryErrorKind; message: string; retryAfterMs?: number };

/** Opaque per-channel JSON that only its adapter writes and reads (message ids, thread ids). */
export type ConversationReference = Readonly<Record<string, unknown>>;

export interface ChannelAddress {
  id: string;
  userId: string;
  type: ChannelType;
  address: string;
}

export interface ChannelCapabilities {
  /** Can a message be rewritten after it was sent? */
  update: boolean;
  /** Can a person answer with a click? */
  buttons: boolean;
  /** Longest text of one message, in UTF-16 code units. */
  maxTextLength: number;
}

/** What a channel brought in, in the words of the core. */
export type InboundEvent =
  | { kind: 'message'; externalId: string; address: string; text: string }
  | { kind: 'answer'; externalId: string; address: string; requestId: string; raw: string };

/**
 * The channel port (DESIGN.md §5). An adapter speaks to its SDK and never calls the core; it reports failures as
 * results, not as exceptions, and never retries by itself.
 */
export interface ChannelAdapter {
  readonly type: ChannelType;
  readonly capabilities: ChannelCapabilities;
  parseInbound(raw: unknown): InboundEvent[];
  /** @param key our own marker of this attempt, by which an unknown outcome is reconciled. */
  deliver(to: ChannelAddress, card: FeedbackCard, key: string): Promise<DeliveryResult>;
  /** Rewrites what was delivered, after the request reached its end. */
  update(receipt: ConversationReference, card: FeedbackCard): Promise<DeliveryResult>;
}
