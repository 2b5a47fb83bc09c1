import type { MailServer, Verdict } from '../model.js';

/** A mail between two servers. */
export interface Envelope {
  /** MAIL FROM; '' for what must not be answered, such as a bounce. */
  readonly from: string;
  /** RCPT TO. */
  readonly to: string;
  readonly raw: string;
  /** What the receiving side will find about the sender. */
  readonly verdict: Verdict;
  /** Whose server it comes from. */
  readonly server: MailServer;
  /** The lists it went through already. */
  readonly lists?: readonly string[];
}
