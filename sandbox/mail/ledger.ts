import type { Verdict } from './model.js';

/** A call of the Gmail API or of OAuth, accepted or refused. */
export interface CallEntry {
  readonly kind: 'call';
  readonly time: string;
  /** messages.send, history.list, …; oauth.token, oauth.revoke, oauth.tokeninfo. */
  readonly method: string;
  /** Whose token it was; null when it had none that is known. */
  readonly mailbox: string | null;
  readonly ok: boolean;
  readonly status: number;
  readonly reason?: string;
  /** Which scripted fault it met. After `cut` 'after', `ok` tells what happened although the caller never heard of it. */
  readonly fault?: string;
  readonly id?: string;
  readonly threadId?: string;
  readonly draftId?: string;
  /** Of the mail that was sent, drafted or put in. */
  readonly to?: string;
  readonly subject?: string;
  readonly messageId?: string;
}

/** A mail on its way from a server to a mailbox. */
export interface DeliveryEntry {
  readonly kind: 'delivery';
  readonly time: string;
  /** The envelope's sender; '' for a bounce. */
  readonly from: string;
  /** The envelope's recipient, plus part and all. */
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly outcome: 'delivered' | 'bounced' | 'delayed' | 'lost';
  readonly verdict: Verdict;
  /** In the recipient's mailbox, when it got there. */
  readonly id?: string;
  readonly labelIds?: readonly string[];
  readonly fault?: string;
}

/** One try to push. */
export interface PushEntry {
  readonly kind: 'push';
  readonly time: string;
  readonly mailbox: string;
  readonly historyId: number;
  /** Stays the same over all tries. */
  readonly messageId: string;
  readonly url: string;
  /** 0 is the first. */
  readonly attempt: number;
  readonly outcome: 'acked' | 'http_error' | 'timeout' | 'connection_failed' | 'lost';
  readonly status?: number;
  readonly ms: number;
}

export type MailLedgerEntry = CallEntry | DeliveryEntry | PushEntry;
