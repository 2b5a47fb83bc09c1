import type { ChannelType, Delivery, DeliveryTimeline, DeliveryWhy } from '@parley/contracts';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { clockTime, countdown, timeWithDay } from '@/lib/dates';

const PLACE: Record<ChannelType, string> = { WEB: 'in the app', EMAIL: 'by email', SLACK: 'in Slack' };

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
};

const WHY: Record<DeliveryWhy, string> = {
  first: 'first in the order',
  preferred: 'the session prefers it',
  followed: 'the last message came from there',
  present: 'the session was open on the screen',
  after_failure: 'the channel before failed',
  after_silence: 'no answer on the channel before',
  after_absence: 'the session was closed',
  retry: 'another try',
  switched: 'the session was switched to it',
  snooze_over: 'the snooze was over',
  delegated: 'it was handed on',
  reminder: 'still no answer',
  operator: 'an administrator tried again',
  moved: 'the question went on to another channel',
  settled: 'the question has ended',
  reply: 'about an answer',
};

const ERROR: Record<string, string> = {
  rate_limited: 'the service asked to wait',
  transient: 'a passing fault of the service',
  unauthorized: 'the service refused the connection',
  not_found: 'the address is no longer there',
  rejected: 'the service refused the message',
  unknown_outcome: 'nobody knows whether it arrived; it is looked up before anything is sent again',
  circuit_open: 'the service fails all the time, so it is left alone for a while',
  not_sent: 'it was interrupted before it was sent',
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

/** Why there was this attempt, and why it failed. */
export const deliveryDetail = (delivery: Delivery): string => {
  const why = delivery.why === 'retry' ? `try ${delivery.attempt}` : WHY[delivery.why];
  const error = delivery.error ?? ERROR[delivery.errorKind ?? ''] ?? delivery.errorKind;
  return error ? `${why}; ${error}` : why;
};

export const deliveryTime = ({ endedAt, startedAt, dueAt }: Delivery) => endedAt ?? startedAt ?? dueAt;

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

/** `Slack in 1:30`, and why. */
export const nextText = (next: Next, now: number): { when: string; why: string } => {
  const left = Date.parse(next.at) - now;
  const where = next.channel ? `${CHANNEL_NAME[next.channel]} ` : '';
  return { when: left > 0 ? `${where}in ${countdown(left)}` : `${where}now`.trim(), why: nextWhy(next.why) };
};

export interface RungLine {
  key: string;
  channel: ChannelType;
  address: string;
  text: string;
  tone: Tone;
}

const askedAt = (timeline: DeliveryTimeline, channel: ChannelType, address: string) =>
  timeline.items.findLast(
    (item) =>
      item.channel === channel &&
      item.address === address &&
      item.status === 'ACCEPTED' &&
      (item.purpose === 'REQUEST' || item.purpose === 'REMINDER'),
  );

const rungText = (timeline: DeliveryTimeline, index: number, now: number): { text: string; tone: Tone } => {
  const rung = timeline.ladder[index];
  const { next, ladder, seenAt } = timeline;
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
    case 'waiting': {
      const first = ladder.findIndex(({ state }) => state === 'waiting') === index;
      const due = next && first && (next.channel === null || next.channel === rung.channel);
      if (!due) return { text: seen ?? 'later', tone: 'quiet' };
      const left = Date.parse(next.at) - now;
      return { text: left > 0 ? `in ${countdown(left)}` : 'now', tone: 'quiet' };
    }
  }
};

/** The rungs of the present climb as lines: `Web seen 14:01`, `Slack in 1:30`. */
export const rungLines = (timeline: DeliveryTimeline, now: number): RungLine[] =>
  timeline.ladder.map(({ channel, address }, index) => ({
    key: `${channel} ${address}`,
    channel,
    address,
    ...rungText(timeline, index, now),
  }));

/** Where the question is now, when that is not here: an answer given here counts all the same. */
export const elsewhereText = (timeline: DeliveryTimeline, now: number): string | null => {
  const last = timeline.items.findLast(({ purpose }) => purpose === 'REQUEST');
  if (!last || last.channel === 'WEB') return null;
  const at = timeWithDay(deliveryTime(last), now);
  if (last.status === 'ACCEPTED')
    return last.why === 'switched'
      ? `Moved to ${CHANNEL_NAME[last.channel]}, ${at}`
      : `Asked ${PLACE[last.channel]}, ${at}`;
  return null;
};
