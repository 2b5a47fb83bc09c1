import { FaultPlan, type FaultRule } from '../kit/index.js';

/** Spoils a Web API call. Labels: `method`, `channel`, `team`, `user`. */
export type CallFault =
  /** HTTP 429, `Retry-After` in seconds. */
  | { kind: 'rate_limited'; retryAfter: number }
  | { kind: 'http_status'; status: number; body?: string }
  /** 200 with a page instead of JSON, as a proxy gives it. */
  | { kind: 'html' }
  /** 200 `ok: false` with this error. */
  | { kind: 'api_error'; error: string }
  /** The call takes this long, then goes its way; `after`: it is done at once, and its answer takes this long. */
  | { kind: 'slow'; ms: number; when?: 'after' }
  /** The connection breaks before anything happened, or after it happened (a lost response). */
  | { kind: 'cut'; when: 'before' | 'after' };

/** Spoils what is sent to the app. Labels: `type` (events_api | interactive | slash_commands), `event`, `channel`, `team`, `user`. */
export type DeliveryFault =
  /** Sent this many times more. `retryNum`: as a retry (1, 2, …), without the headers ('none') or as retry 0 ('zero'). */
  | { kind: 'duplicate'; copies: number; retryNum: 'counted' | 'none' | 'zero' }
  /** Sent only after the next event went out, or after a second if none does. */
  | { kind: 'reorder' }
  | { kind: 'late'; ms: number }
  | { kind: 'lost' };

/** Spoils the opening of a Socket Mode connection. */
export type SocketFault =
  | { kind: 'too_many_websockets' }
  /** The socket is cut right after `hello`. */
  | { kind: 'socket_cut' };

export type SlackFault = CallFault | DeliveryFault | SocketFault;

type Spoils = 'call' | 'delivery' | 'socket';
const SPOILS: Readonly<Record<SlackFault['kind'], Spoils>> = {
  rate_limited: 'call',
  http_status: 'call',
  html: 'call',
  api_error: 'call',
  slow: 'call',
  cut: 'call',
  duplicate: 'delivery',
  reorder: 'delivery',
  late: 'delivery',
  lost: 'delivery',
  too_many_websockets: 'socket',
  socket_cut: 'socket',
};

/** A plan in which a rule without labels spoils only requests of the sort its fault is made for. */
export class SlackFaults extends FaultPlan<SlackFault> {
  override add(rule: FaultRule<SlackFault>): void {
    super.add({ ...rule, match: { ...rule.match, spoils: SPOILS[rule.fault.kind] } });
  }

  takeForCall(labels: Record<string, string | undefined>): CallFault | undefined {
    return this.take({ ...labels, spoils: 'call' }) as CallFault | undefined;
  }

  takeForDelivery(labels: Record<string, string | undefined>): DeliveryFault | undefined {
    return this.take({ ...labels, spoils: 'delivery' }) as DeliveryFault | undefined;
  }

  takeForSocket(): SocketFault | undefined {
    return this.take({ spoils: 'socket' }) as SocketFault | undefined;
  }
}

const NUMBERS: Partial<Record<SlackFault['kind'], string>> = {
  rate_limited: 'retryAfter',
  http_status: 'status',
  slow: 'ms',
  duplicate: 'copies',
  late: 'ms',
};
const CHOICES: Partial<Record<SlackFault['kind'], readonly [string, readonly string[]]>> = {
  cut: ['when', ['before', 'after']],
  duplicate: ['retryNum', ['counted', 'none', 'zero']],
};

/** @throws with a message for the caller when this is no fault */
export const readSlackFault = (value: unknown): SlackFault => {
  const fault = value as { kind?: unknown; error?: unknown } & Record<string, unknown>;
  if (typeof fault?.kind !== 'string' || !(fault.kind in SPOILS)) {
    throw new Error(`fault.kind must be one of ${Object.keys(SPOILS).join(', ')}`);
  }
  const kind = fault.kind as SlackFault['kind'];
  const number = NUMBERS[kind];
  if (number && !(Number.isFinite(fault[number]) && (fault[number] as number) >= 0)) {
    throw new Error(`fault.${number} must be a number`);
  }
  const [field, choices] = CHOICES[kind] ?? [];
  if (field && !choices?.includes(fault[field] as string))
    throw new Error(`fault.${field} must be ${choices?.join(' | ')}`);
  if (kind === 'api_error' && typeof fault.error !== 'string') throw new Error('fault.error must be a string');
  return fault as unknown as SlackFault;
};
