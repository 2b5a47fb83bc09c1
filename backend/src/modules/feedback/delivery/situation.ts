import type { ChannelType, DeliveryWhy, FeedbackQuestion, FeedbackRequest, PreferredChannel } from '@parley/contracts';
import { USUAL_WAIT_MS } from '../../channels/index.js';
import {
  buildLadder,
  type Climb,
  type PersonChannel,
  quietUntil,
  type Rung,
  type RungAttempt,
} from '../domain/ladder/index.js';

/** What is known of the person a request is for, and of the session it belongs to. */
export interface Surroundings {
  /** By the database's clock, in milliseconds since 1970. */
  now: number;
  preference: PreferredChannel;
  lastWrote: ChannelType | null;
  channels: (Omit<PersonChannel, 'waitMs'> & { waitMs: number | null })[];
  contact: {
    timeZone: string;
    quietFrom: string | null;
    quietTo: string | null;
    reminderMinutes: number | null;
  } | null;
}

/** Of a request that stands already. */
export interface Situation extends Surroundings {
  request: FeedbackRequest;
  climb: number;
  climbWhy: DeliveryWhy;
  reminders: number;
  seenAt: string | null;
  /** Of the present climb, oldest first. */
  attempts: (RungAttempt & { id: string })[];
}

const MINUTE_MS = 60_000;
const timeOf = (at: string | null) => (at === null ? null : Date.parse(at));

/** @param connected is there an adapter for it? */
export const ladderOf = (
  around: Surroundings,
  override: FeedbackRequest['question']['ladder'],
  connected: (type: ChannelType) => boolean,
  switched = false,
): Rung[] => {
  const channels = around.channels
    .filter(({ type }) => connected(type))
    .map((channel) => ({ ...channel, waitMs: channel.waitMs ?? USUAL_WAIT_MS[channel.type] }));
  return buildLadder({ channels, override, preference: around.preference, lastWrote: around.lastWrote, switched });
};

const quietEnd = ({ contact, now }: Surroundings): number | null =>
  contact?.quietFrom && contact.quietTo
    ? quietUntil({ from: contact.quietFrom, to: contact.quietTo, timeZone: contact.timeZone }, now)
    : null;

const aroundClimb = (around: Surroundings, present: boolean, { urgency, type }: FeedbackQuestion) => ({
  urgency,
  tellsOnly: type === 'NOTICE',
  present,
  quietUntil: quietEnd(around),
  reminderMs: around.contact?.reminderMinutes ? around.contact.reminderMinutes * MINUTE_MS : null,
  now: around.now,
  random: Math.random(),
});

/** A request that is about to be asked. */
export const firstClimb = (
  around: Surroundings,
  ladder: Rung[],
  present: boolean,
  question: FeedbackQuestion,
): Climb => ({
  ...aroundClimb(around, present, question),
  ladder,
  attempts: [],
  why: 'first',
  snoozedUntil: null,
  expiresAt: null,
  reminders: 0,
});

export const climbOf = (situation: Situation, ladder: Rung[], present: boolean): Climb => ({
  ...aroundClimb(situation, present, situation.request.question),
  ladder,
  attempts: situation.attempts,
  why: situation.climbWhy,
  snoozedUntil: timeOf(situation.request.snoozedUntil),
  expiresAt: timeOf(situation.request.expiresAt),
  reminders: situation.reminders,
});
