import type { ChannelType, DeliveryPurpose, DeliveryStatus, DeliveryWhy, Urgency } from '@parley/contracts';
import type { Rung } from './build-ladder.js';

/** One attempt of the present climb, oldest first. Times in milliseconds since 1970. */
export interface RungAttempt {
  channelId: string;
  /** Also when the channel has left the ladder meanwhile. */
  channel: ChannelType;
  purpose: Extract<DeliveryPurpose, 'REQUEST' | 'REMINDER'>;
  status: DeliveryStatus;
  why: DeliveryWhy;
  errorKind: string | null;
  tryNo: number;
  dueAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** The provider wants nothing more before then. */
  retryAt: number | null;
  /** What came back after it was accepted. */
  returned: 'away' | 'bounced' | null;
}

export interface Climb {
  ladder: readonly Rung[];
  attempts: readonly RungAttempt[];
  /** What began it: after a switch the person has just chosen, so presence does not count, nor at first quiet hours. */
  why: DeliveryWhy;
  urgency: Urgency;
  /** A notice: it is told once and waits for nobody, so silence moves nothing. */
  tellsOnly: boolean;
  /** The person has the session in front of them, in the web app. */
  present: boolean;
  /** End of the quiet hours that hold now; null outside of them. */
  quietUntil: number | null;
  snoozedUntil: number | null;
  expiresAt: number | null;
  reminderMs: number | null;
  /** Reminders sent so far, in all climbs. */
  reminders: number;
  now: number;
  /** 0 to 1, for the jitter of a retry. */
  random: number;
}

export type NextRung =
  /** `at` lies in the future for a retry. */
  | { kind: 'send'; rung: Rung; purpose: RungAttempt['purpose']; why: DeliveryWhy; tryNo: number; at: number }
  | {
      kind: 'wait';
      until: number;
      why: 'under_way' | 'silence' | 'quiet_hours' | 'snoozed' | 'reminder';
      rung: Rung | null;
    }
  /** Every rung is spent. `reached`: somebody outside of the web took it, or there is nobody outside. */
  | { kind: 'give_up'; reached: boolean };
