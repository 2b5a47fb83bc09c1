import type { DeliveryPurpose, DeliveryStatus, DeliveryWhy, FeedbackStatus } from '@parley/contracts';
import type { ChannelAddress, ConversationReference } from '../../channels/index.js';

/** Words in a thread, and where they belong; null: where the session's thread on that channel goes on. */
export interface Note {
  text: string;
  thread: ConversationReference | null;
  /** It warns its reader of somebody else: words below it are no answer to anything. */
  warning?: boolean;
}

export interface NewAttempt {
  id: string;
  sessionId: string;
  requestId: string | null;
  messageId?: string | null;
  channelId: string;
  purpose: DeliveryPurpose;
  why: DeliveryWhy;
  climb: number;
  tryNo: number;
  status: Extract<DeliveryStatus, 'PENDING' | 'ACCEPTED'>;
  /** Milliseconds from now. */
  dueInMs: number;
  receipt?: ConversationReference;
  targetId?: string | null;
  note?: Note | null;
  retryOf?: string | null;
}

/** Where a request stands: whoever shows an older one shows something stale. */
export interface RequestState {
  status: FeedbackStatus;
  climb: number;
  assigneeId: string;
}

export interface Attempt {
  id: string;
  sessionId: string;
  requestId: string | null;
  /** MESSAGE, and UPDATE of one: what an agent said, and whether it was still growing when the attempt was taken. */
  messageId: string | null;
  growing: boolean;
  channelId: string;
  purpose: DeliveryPurpose;
  climb: number;
  tryNo: number;
  /** SENDING: send it. UNKNOWN: look up what became of it. SKIPPED: it is no longer wanted, and must be skipped. */
  status: Extract<DeliveryStatus, 'SENDING' | 'UNKNOWN' | 'SKIPPED'>;
  lookups: number;
  targetId: string | null;
  note: Note | null;
  address: ChannelAddress;
  /** Where it goes, decided when it was taken: there it is looked up, too. Null: it begins a thread. */
  thread: ConversationReference | null;
  /** UPDATE: of the card that is rewritten, and whose channel it went to. */
  targetReceipt: ConversationReference | null;
  /** What a card shows depends on it: the request as it stood when the attempt was taken. */
  state: RequestState | null;
}

/** Its person has removed the address meanwhile, or it is gone, or they are: nothing goes there any more, not even the next try. */
export const UNUSABLE = `(c.status NOT IN ('ACTIVE', 'DEGRADED')
  OR EXISTS (SELECT 1 FROM app_user u WHERE u.id = c.user_id AND u.disabled_at IS NOT NULL))`;
