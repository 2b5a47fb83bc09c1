import type { ChannelType, Delivery, DeliveryTimeline, DeliveryWhy } from '@parley/contracts';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { clockTime, countdown, timeWithDay } from '@/lib/dates';
import { deliveryTime, PLACE } from './elsewhere';

/** What was tried, by purpose and outcome. `…` stands for the place. */
const TITLE: Record<Delivery['purpose'], Record<Delivery['status'], string>> = {
  REQUEST: {
    PENDING: 'To be asked …',
    SENDING: 'Asking …',
    ACCEPTED: 'Asked …',
    FAILED: 'Could not be asked …',
    UNKNOWN: 'Perhaps asked …',
    SKIPPED: 'Not asked …',
  },
  REMINDER: {
    PENDING: 'To be reminded …',
    SENDING: 'Reminding …',
    ACCEPTED: 'Reminded …',
    FAILED: 'Could not be reminded …',
    UNKNOWN: 'Perhaps reminded …',
    SKIPPED: 'Not reminded …',
  },
  UPDATE: {
    PENDING: 'To be rewritten …',
    SENDING: 'Rewriting …',
    ACCEPTED: 'Rewritten …',
    FAILED: 'Could not be rewritten …',
    UNKNOWN: 'Perhaps rewritten …',
    SKIPPED: 'Not rewritten …',
  },
  NOTE: {
    PENDING: 'A note is to be sent …',
    SENDING: 'Sending a note …',
    ACCEPTED: 'A note was sent …',
    FAILED: 'A note could not be sent …',
    UNKNOWN: 'A note was perhaps sent …',
    SKIPPED: 'A note was not sent …',
  },
  MESSAGE: {
    PENDING: 'To be said …',
    SENDING: 'Saying it …',
    ACCEPTED: 'Said …',
    FAILED: 'Could not be said …',
    UNKNOWN: 'Perhaps said …',
    SKIPPED: 'Not said …',
  },
};

const WHY: Record<DeliveryWhy, string> = {
  first: 'first in the order',
  preferred: 'the session prefers it',
  followed: 'the last message came from there',
  present: 'the session was open on the screen',
  after_failure: 'the channel before failed',
  after_silence: 'no answer on the channel before',
  after_absence: 'nobody was there',
  retry: 'another try',
  switched: 'the session was switched to it',
  snooze_over: 'the snooze was over',
  delegated: 'it was handed on',
  reminder: 'still no answer',
  operator: 'an administrator tried again',
  moved: 'the question went on to another channel',
  settled: 'the question has ended',
  reply: 'about an answer',
  said: 'the conversation goes on there',
  finished: 'its last words',
};

const ERROR: Record<string, string> = {
  rate_limited: 'The service asked to wait.',
  transient: 'A passing fault of the service.',
  unauthorized: 'The service refused the connection.',
  not_found: 'The address is no longer there.',
  rejected: 'The service refused the message.',
  unknown_outcome: 'Nobody knows whether it arrived; it is looked up before anything is sent again.',
  circuit_open: 'The service fails all the time, so it is left alone for a while.',
  not_sent: 'It was interrupted before it was sent.',
};

export type Tone = 'good' | 'quiet' | 'danger' | 'warning';
const TONE: Record<Delivery['status'], Tone> = {
  PENDING: 'quiet',
  SENDING: 'quiet',
  ACCEPTED: 'good',
  FAILED: 'danger',
  UNKNOWN: 'warning',
  SKIPPED: 'quiet',
};

export const deliveryTitle = ({ purpose, status, channel }: Pick<Delivery, 'purpose' | 'status' | 'channel'>) =>
  TITLE[purpose][status].replace('…', PLACE[channel]);
export const deliveryTone = (status: Delivery['status']) => TONE[status];

export const deliveryWhy = ({ why }: Delivery): string => WHY[why];
/** What went wrong, if anything did. */
export const deliveryError = ({ error, errorKind }: Delivery): string | null =>
  error ?? ERROR[errorKind ?? ''] ?? errorKind;

/** What comes next, in words of the ladder; words the server made up stand as they are. */
const NEXT: Record<string, string> = {
  silence: 'if nobody answers',
  after_silence: 'if nobody answers',
  under_way: 'when the service has answered',
  quiet_hours: 'after the quiet hours',
  snoozed: 'when the snooze is over',
  reminder: 'a reminder',
};

type Next = NonNullable<DeliveryTimeline['next']>;
const nextWhy = (why: string) => NEXT[why] ?? WHY[why as DeliveryWhy] ?? why;

const HOUR_MS = 3_600_000;
/** Counted down within the hour; what is further away has its time of day. */
const whenText = (at: string, now: number): string => {
  const left = Date.parse(at) - now;
  if (left <= 0) return 'now';
  return left < HOUR_MS ? `in ${countdown(left)}` : timeWithDay(at, now);
};

/** `Slack in 1:30`, and why. */
export const nextText = (next: Next, now: number): { when: string; why: string } => {
  const where = next.channel ? `${CHANNEL_NAME[next.channel]} ` : '';
  return { when: where + whenText(next.at, now), why: nextWhy(next.why) };
};

export interface RungLine {
  key: string;
  /** It is the next to be asked. */
  next: boolean;
  channel: ChannelType;
  address: string | null;
  text: string;
  tone: Tone;
}

const askedAt = (timeline: DeliveryTimeline, channel: ChannelType, address: string | null) =>
  timeline.items.findLast(
    (item) =>
      item.channel === channel &&
      item.address === address &&
      item.status === 'ACCEPTED' &&
      (item.purpose === 'REQUEST' || item.purpose === 'REMINDER'),
  );

const isNext = ({ next, ladder }: DeliveryTimeline, index: number) =>
  next !== null &&
  ladder.findIndex(({ state }) => state === 'waiting') === index &&
  (next.channel === null || next.channel === ladder[index]?.channel);

const rungText = (timeline: DeliveryTimeline, index: number, now: number): { text: string; tone: Tone } => {
  const rung = timeline.ladder[index];
  const { next, seenAt } = timeline;
  if (!rung) return { text: '', tone: 'quiet' };
  const asked = askedAt(timeline, rung.channel, rung.address);
  const seen = rung.channel === 'WEB' && seenAt ? `seen ${clockTime(seenAt)}` : null;
  switch (rung.state) {
    case 'trying':
      return { text: 'sending…', tone: 'quiet' };
    case 'asked':
      return { text: seen ?? (asked ? `asked ${clockTime(deliveryTime(asked))}` : 'asked'), tone: 'good' };
    case 'silent':
      return { text: seen ? `${seen}, no answer` : 'no answer', tone: 'quiet' };
    case 'failed':
      return { text: 'failed', tone: 'danger' };
    case 'waiting':
      if (isNext(timeline, index) && next) return { text: whenText(next.at, now), tone: 'quiet' };
      return { text: seen ?? 'later', tone: 'quiet' };
  }
};

/** The rungs of the present climb as lines: `Web seen 14:01`, `Slack in 1:30`. */
export const rungLines = (timeline: DeliveryTimeline, now: number): RungLine[] =>
  timeline.ladder.map(({ channel, address }, index) => ({
    key: `${channel} ${address ?? index}`,
    channel,
    address,
    next: isNext(timeline, index),
    ...rungText(timeline, index, now),
  }));
