import type { ChannelAdapter, ChannelAddress, ConversationReference } from '../../src/modules/channels/index.js';

/** How a channel can go wrong at its next call. */
export type Mischief =
  | 'rate_limited' // "come back in 2 s"
  | 'transient'
  | 'unauthorized'
  | 'not_found'
  | 'rejected'
  | 'lost_accepted' // it took it, and the reply was lost
  | 'lost_dropped' // it never took it, and nobody says so
  | 'garbage' // it took it and answered nonsense
  | 'hang'; // it took it and answers some 50 ms late

/** One message as the far side holds it. */
export interface Sent {
  text: string;
  /** What can be clicked. */
  controls: readonly string[];
  /** Equal for messages of one thread. */
  thread: string;
}

/** As it arrives: at once, or when it has come over the line. */
type Raw = unknown | Promise<unknown>;

/** An adapter together with the far side it speaks to: a sandbox whose ledger tells what really arrived. */
export interface AdapterFixture {
  adapter: ChannelAdapter;
  address: ChannelAddress;
  /** How what comes back says what it belongs to: by the key of the very message, or by the place where it stands. */
  tellsBy: 'key' | 'place';
  /** Somebody whose address is nobody's: as `raw.reply` takes them, and as the adapter has to name them. */
  stranger: { writes: string; address: string };
  /** What a person may type to say where they can be reached, and one that is nobody's; null: any well-formed address will do. */
  whereabouts: { given: string; nobody: string } | null;
  /** Everything that was taken in under this key, as it was sent. */
  taken(key: string): readonly Sent[];
  /** What a reader finds there now. */
  shown(receipt: ConversationReference): Sent | undefined;
  /** All that a reader finds in its thread, oldest first. */
  thread(receipt: ConversationReference): readonly Sent[];
  /** How many messages the reader has. */
  count(): number;
  /** Calls that reached the far side to send something, also those it refused. */
  calls(): number;
  misbehave(mischief: Mischief): void;
  /** The next call finds the thread gone, while its person is still there. Undefined: the channel has no such thing. */
  loseThread?: () => void;
  /** The far side cannot be asked. */
  hideLookups(): void;
  /** What a person sends back, raw. */
  raw: {
    reply(key: string, text: string, from?: string): Raw;
    /** On the control with this name; null: it leads to a page of ours, and the channel never hears of it. */
    click: ((key: string, label: string) => Raw) | null;
    /** Where others read along; null: there is no such place. */
    elsewhere: {
      /** Said to the others. */
      aside(text: string): Promise<unknown[]>;
      /** Said to us: all that the channel sends of it. */
      mention(text: string): Promise<unknown[]>;
    } | null;
    /** Null: the channel has no such thing. */
    autoReply: ((key: string) => Raw) | null;
    bounce: ((key: string, reason: string) => Raw) | null;
    /** What this channel never sends. */
    broken(): readonly unknown[];
  };
}
