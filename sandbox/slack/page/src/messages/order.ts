import type { AnyMessage, ChannelMessages, Message } from '../data/types';

const byTime = (a: AnyMessage, b: AnyMessage): number => (a.ts < b.ts ? -1 : 1);

const isReply = ({ ts, thread_ts }: AnyMessage): boolean => thread_ts !== undefined && thread_ts !== ts;

/** What stands in the channel itself: no replies, but those also sent to the channel. */
export const inChannel = ({ messages, ephemerals }: ChannelMessages): AnyMessage[] =>
  [
    ...messages.filter((message) => !isReply(message) || message.subtype === 'thread_broadcast'),
    ...ephemerals.filter((message) => !isReply(message)),
  ].toSorted(byTime);

/** The first message of a thread and its replies. */
export const inThread = ({ messages, ephemerals }: ChannelMessages, root: string): AnyMessage[] =>
  [...messages, ...ephemerals].filter(({ ts, thread_ts }) => ts === root || thread_ts === root).toSorted(byTime);

const GROUPED_SECONDS = 300;

/** Said by the same one, soon after: Slack shows the name once. */
export const isContinued = (message: AnyMessage, before: AnyMessage | undefined): boolean =>
  before !== undefined &&
  before.user === message.user &&
  before.subtype !== 'tombstone' &&
  message.subtype === undefined &&
  'is_ephemeral' in before === 'is_ephemeral' in message &&
  Number(message.ts) - Number(before.ts) < GROUPED_SECONDS;

export const replyWords = ({ reply_count: count = 0 }: Message): string =>
  `${count} ${count === 1 ? 'reply' : 'replies'}`;
