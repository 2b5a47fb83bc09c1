/** A mail as Gmail gives it. */
export interface FetchedMail {
  gmailId: string;
  threadId: string;
  labelIds: string[];
  raw: Buffer;
  internalDate: Date;
}

export interface StoredMail extends FetchedMail {
  id: string;
  integrationId: string;
  /** The address of the mailbox that it came to, in lower case. */
  mailbox: string;
}
