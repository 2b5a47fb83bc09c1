import { FaultPlan, type FaultRule, type Labels } from '../kit/index.js';

/** Spoils a call of the Gmail API or of OAuth. Labels: `method` (messages.send, oauth.token, …), `mailbox`, `to`. */
export type CallFault =
  /** 429, or 403 as Gmail also says it; `Retry-After` in seconds, if any. */
  | { kind: 'rate_limited'; retryAfter?: number; status?: 403; reason?: 'rateLimitExceeded' | 'userRateLimitExceeded' }
  /** 403 dailyLimitExceeded. */
  | { kind: 'daily_limit' }
  | { kind: 'http_status'; status: number; body?: string }
  /** 200 with a page instead of JSON, as a proxy gives it. */
  | { kind: 'html' }
  /** An error in Google's own shape. */
  | { kind: 'api_error'; status: number; reason: string; message?: string }
  /** The call takes this long, then goes its way; `after`: it is done at once, and its answer takes this long. */
  | { kind: 'slow'; ms: number; when?: 'after' }
  /** The connection breaks before anything happened, or after it happened (a lost response). */
  | { kind: 'cut'; when: 'before' | 'after' }
  /** The access token is over from now on: 401. */
  | { kind: 'token_expired' }
  /** The grant is gone from now on; the token endpoint says invalid_grant. */
  | { kind: 'invalid_grant' };

/** Spoils history.list. Labels: `mailbox`. */
export type HistoryFault =
  | { kind: 'stale_history' }
  /** Nothing yet; `more`: a token for the next page nevertheless. */
  | { kind: 'empty_history'; more?: boolean };

/** Spoils what is sent. Labels: `mailbox` (the sender's), `to`. */
export type SendFault = { kind: 'message_id_rewritten' };

/** Spoils the way from one mailbox to another. Labels: `from`, `to`. */
export type DeliveryFault =
  | { kind: 'mail_late'; ms: number }
  | { kind: 'mail_lost' }
  /** Arrives this many times more, with the same Message-ID or (`newId`) with another one each time. */
  | { kind: 'mail_duplicate'; copies: number; newId?: boolean }
  /** `hard`: refused for ever (5.x.x); `soft`: a warning that it is still being tried (4.x.x). */
  | { kind: 'mail_bounced'; how: 'hard' | 'soft' };

/** Spoils a push. Labels: `mailbox`. */
export type PushFault =
  | { kind: 'push_lost' }
  | { kind: 'push_late'; ms: number }
  | { kind: 'push_duplicate'; copies: number }
  /** Goes out only after the next one, or after a second if there is none. */
  | { kind: 'push_reorder' };

export type MailFault = CallFault | HistoryFault | SendFault | DeliveryFault | PushFault;

type Spoils = 'call' | 'history' | 'send' | 'delivery' | 'push';
const SPOILS: Readonly<Record<MailFault['kind'], Spoils>> = {
  rate_limited: 'call',
  daily_limit: 'call',
  http_status: 'call',
  html: 'call',
  api_error: 'call',
  slow: 'call',
  cut: 'call',
  token_expired: 'call',
  invalid_grant: 'call',
  stale_history: 'history',
  empty_history: 'history',
  message_id_rewritten: 'send',
  mail_late: 'delivery',
  mail_lost: 'delivery',
  mail_duplicate: 'delivery',
  mail_bounced: 'delivery',
  push_lost: 'push',
  push_late: 'push',
  push_duplicate: 'push',
  push_reorder: 'push',
};

/** Where a fault has a meaning at all, when its rule does not say where. */
const ONLY: Partial<Record<MailFault['kind'], Labels>> = {
  token_expired: { side: 'api' },
  invalid_grant: { side: 'oauth', method: 'oauth.token' },
};

/** A plan in which a rule without labels spoils only what its fault is made for. */
export class MailFaults extends FaultPlan<MailFault> {
  override add(rule: FaultRule<MailFault>): void {
    super.add({ ...rule, match: { ...ONLY[rule.fault.kind], ...rule.match, spoils: SPOILS[rule.fault.kind] } });
  }

  takeForCall(labels: Labels & { side: 'api' | 'oauth' }): CallFault | undefined {
    return this.take({ ...labels, spoils: 'call' }) as CallFault | undefined;
  }

  takeForHistory(labels: Labels): HistoryFault | undefined {
    return this.take({ ...labels, spoils: 'history' }) as HistoryFault | undefined;
  }

  takeForSend(labels: Labels): SendFault | undefined {
    return this.take({ ...labels, spoils: 'send' }) as SendFault | undefined;
  }

  takeForDelivery(labels: Labels): DeliveryFault | undefined {
    return this.take({ ...labels, spoils: 'delivery' }) as DeliveryFault | undefined;
  }

  takeForPush(labels: Labels): PushFault | undefined {
    return this.take({ ...labels, spoils: 'push' }) as PushFault | undefined;
  }
}

const NUMBERS: Partial<Record<MailFault['kind'], string>> = {
  http_status: 'status',
  api_error: 'status',
  slow: 'ms',
  mail_late: 'ms',
  mail_duplicate: 'copies',
  push_late: 'ms',
  push_duplicate: 'copies',
};
const CHOICES: Partial<Record<MailFault['kind'], readonly [string, readonly string[]]>> = {
  cut: ['when', ['before', 'after']],
  mail_bounced: ['how', ['hard', 'soft']],
};

/** @throws with a message for the caller when this is no fault */
export const readMailFault = (value: unknown): MailFault => {
  const fault = value as Record<string, unknown> | null;
  if (typeof fault?.kind !== 'string' || !Object.hasOwn(SPOILS, fault.kind)) {
    throw new Error(`fault.kind must be one of ${Object.keys(SPOILS).join(', ')}`);
  }
  const kind = fault.kind as MailFault['kind'];
  const number = NUMBERS[kind];
  if (number && !(Number.isFinite(fault[number]) && (fault[number] as number) >= 0)) {
    throw new Error(`fault.${number} must be a number`);
  }
  const [field, choices] = CHOICES[kind] ?? [];
  if (field && !choices?.includes(fault[field] as string))
    throw new Error(`fault.${field} must be ${choices?.join(' | ')}`);
  if (kind === 'api_error' && typeof fault.reason !== 'string') throw new Error('fault.reason must be a string');
  return fault as unknown as MailFault;
};
