/** A connected mailbox. Holds a secret: never log this object. */
export interface GmailMailbox {
  /** Row of `integration`: the gate, the health and the secrets of this mailbox hang on it. */
  integrationId: string;
  /** In lower case. */
  address: string;
  refreshToken: string;
}

/** Which mailboxes are connected, and work as far as is known. Adapter and sync ask, and whoever keeps the tokens answers. */
export abstract class GmailMailboxes {
  /** Null: not connected, or no longer. */
  abstract named(address: string): Promise<GmailMailbox | null>;
  abstract withId(integrationId: string): Promise<GmailMailbox | null>;
  /** The one that was connected first comes first. */
  abstract all(): Promise<GmailMailbox[]>;
}
