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
  /** Does a token that travels with what is sent bring the answer back to it? */
  replyTokens: boolean;
  /** Can a person answer with a click? */
  buttons: boolean;
  /** May the words of an agent be there while they are still being made, and be rewritten as they grow? */
  streams: boolean;
  /** Longest text of one message, in UTF-16 code units. */
  maxTextLength: number;
}

/** Tie answers to one attempt: whoever holds one may speak of it. Only their hashes are kept, so they exist during the call alone. */
export interface AttemptTokens {
  /** Goes into the address that a reply goes to. */
  reply: string;
  /** Goes behind the buttons. */
  link: string;
}

export interface SendContext {
  /** Our own marker of this attempt: it travels with what is sent, and an unknown outcome is looked up by it. */
  key: string;
  /** The newest receipt of this session on this channel: where its thread goes on. Null: a new one. */
  thread: ConversationReference | null;
  /** Only where the channel works by reply tokens, and only for a send. */
  tokens?: AttemptTokens | undefined;
}

/** Words in the thread of a session. */
export interface ChannelNote {
  text: string;
  /** Said by an agent, in Markdown. Absent: short plain words of Parley's own. */
  from?: AgentVoice | undefined;
  /** Of Parley's own words: the session that they are about. */
  sessionId?: string | undefined;
}

export interface AgentVoice {
  agent: string;
  /** Where the whole of it stands in the web app. */
  sessionId: string;
  /** More of it is still being made. */
  unfinished: boolean;
}

/** Where somebody can be reached, as the channel itself knows them. */
export type Located =
  | { ok: true; address: string; integrationId: string | null; label: string | null }
  /** What is wrong with what was given, such as "is nobody in the workspace Acme": told to who typed it. */
  | { ok: false; problem: string };

/**
 * How words were meant for us. `direct`: written to us alone. `mention`: we were named where others read along, so outside
 * of a thread of ours it begins something new. `overheard`: they count only in a thread of ours.
 */
export type Manner = 'direct' | 'mention' | 'overheard';

/** What a channel brought in, in the words of the core. `thread`: where a reply belongs. */
interface Inbound {
  /** Unique in its source: the same one again has no second effect. */
  externalId: string;
  /** Who wrote, as the channel has proven it. */
  address: string;
  thread: ConversationReference | null;
  /** The attempt it replies to (its key), if the channel knows. */
  replyTo: string | null;
  /** When it was written or clicked, as the channel tells it (ISO 8601). */
  writtenAt?: string;
  /**
   * Why the channel cannot vouch for who wrote it: nothing in it counts, and whose question it is hears of it. Absent: it is
   * proven.
   */
  unproven?: string;
}
export type InboundEvent =
  | (Inbound & {
      kind: 'text';
      text: string;
      manner: Manner;
      /** It begins its thread, so it is no reply to anything of ours, also not to what is still on its way. */
      head?: boolean;
      /** What it says, or what it is about, is a guess: it answers nothing without its author's yes. */
      unsure?: boolean;
      /** What begins a thread may have one: what it is about, in its author's words. */
      title?: string;
      /** Files that came along, each in words: `plan.pdf (120 kB)`. They are not kept with the text. */
      attachments?: readonly string[];
    })
  /**
   * A button or a filled form: read by the adapter, judged by the core like any other answer. `card`: where the control
   * stood, if the channel knows; it must be a card of that very request (T5).
   */
  | (Inbound & {
      kind: 'answer';
      requestId: string;
      answer: FeedbackAnswer;
      raw: string;
      card: ConversationReference | null;
    })
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
  /**
   * Rewrites what was delivered: the request has ended, or moved on. Where nothing can be rewritten, it says in the thread what
   * became of it, and is asked to at the end only. Doing it twice is doing it once.
   */
  update(
    to: ChannelAddress,
    receipt: ConversationReference,
    card: FeedbackCard,
    tokens?: AttemptTokens,
  ): Promise<DeliveryResult>;
  say(to: ChannelAddress, note: ChannelNote, context: SendContext): Promise<DeliveryResult>;
  /** Puts other words in the place of what was said. Doing it twice is doing it once. Only where the channel streams. */
  resay(to: ChannelAddress, receipt: ConversationReference, note: ChannelNote): Promise<DeliveryResult>;
  /** Is what was sent under this key there? Asked before anything is sent a second time. */
  find(to: ChannelAddress, context: SendContext): Promise<Lookup>;
  /**
   * Who is meant by what a person typed as their address (already trimmed). Undefined: any well-formed address will do.
   * @throws when the channel cannot be asked now
   */
  locate?(given: string): Promise<Located>;
}
