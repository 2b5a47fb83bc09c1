/** One thing that a person can click instead of writing. */
export interface RecordedControl {
  readonly label: string;
  /** What comes back when it is clicked. */
  readonly answer: unknown;
}

/** What a channel is asked to show. */
export interface Outgoing {
  readonly address: string;
  /** One line. */
  readonly summary: string;
  readonly text: string;
  /** What it is about, for clicks. Null: it is no question. */
  readonly about: string | null;
  readonly controls: readonly RecordedControl[];
  /** The agent whose words they are. Left out: they are the sender's own. */
  readonly voice?: string;
}

/** What the channel took in: one entry each time, never changed afterwards. */
export interface Recorded extends Outgoing {
  readonly time: string;
  readonly operation: 'deliver' | 'update' | 'say';
  /** The sender's marker; null for a rewriting, which has none. */
  readonly key: string | null;
  /** Of the message; a rewriting keeps it. */
  readonly messageId: string;
  readonly threadId: string;
}

export type SendReply =
  | { readonly kind: 'accepted'; readonly messageId: string; readonly threadId: string }
  | { readonly kind: 'refused'; readonly error: RefusalKind; readonly message: string; readonly retryAfterMs?: number }
  /** The line went dead: it may have arrived, or not. */
  | { readonly kind: 'lost'; readonly message: string };
export type RefusalKind = 'rate_limited' | 'transient' | 'unauthorized' | 'not_found' | 'rejected';

export type FindReply =
  | { readonly kind: 'found'; readonly messageId: string; readonly threadId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unsure'; readonly message: string };

/** What a person, or their mail program, sends back: the raw payload of this channel. */
export interface RawInbound {
  readonly id: string;
  readonly time: string;
  readonly kind: 'text' | 'button' | 'auto_reply' | 'bounce';
  /** Whoever really sent it. */
  readonly from: string;
  readonly thread: string | null;
  /** Key of the message it replies to. */
  readonly inReplyTo: string | null;
  readonly text?: string;
  readonly about?: string;
  readonly answer?: unknown;
  readonly reason?: string;
}
