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

const LONGEST_HEAD = 256 * 1024;

/** Its headers, byte by byte. */
export const headOf = (raw: Uint8Array): string => {
  const [head = ''] = Buffer.from(raw.subarray(0, LONGEST_HEAD))
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1);
  return head;
};
