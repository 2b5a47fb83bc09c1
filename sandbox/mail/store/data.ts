import type { Mailbox, Verdict } from '../model.js';

export interface AccessToken {
  email: string;
  scopes: string[];
  /** Milliseconds. */
  expires: number;
}

export interface RefreshToken {
  email: string;
  scopes: string[];
}

export interface MailingList {
  address: string;
  name: string;
  members: string[];
}

/** Where Pub/Sub posts what is published to a topic. */
export interface Subscription {
  name: string;
  topic: string;
  url: string;
  /** `aud` of the token it sends along. */
  audience: string;
}

export interface SigningKey {
  kid: string;
  /** PEM, PKCS 8. */
  privateKey: string;
}

/** All that outlives a restart. */
export interface MailData {
  version: 1;
  mailboxes: Mailbox[];
  lists: MailingList[];
  accessTokens: Record<string, AccessToken>;
  refreshTokens: Record<string, RefreshToken>;
  subscriptions: Subscription[];
  /** The one that signs, then the one that will be next (made when somebody looks), then old ones. */
  keys: SigningKey[];
  /** By address of the sender: what everybody else finds about its mail; pass when it has none. */
  verdicts: Record<string, Verdict>;
  settings: { accessTokenSeconds: number; messageLimit: number };
  lastHistoryId: number;
  lastId: number;
}
