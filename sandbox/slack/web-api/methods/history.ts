import { SlackError } from '../../errors.js';
import type { Message } from '../../model.js';
import { readableChannel } from '../find.js';
import { formatMessage } from '../format.js';
import { type BotCall, botMethod, type Method, scopeFor } from '../method.js';
import { pageOf } from '../paging.js';

/** Microseconds: as floating point numbers two messages can look equal. @throws SlackError invalid_ts_… */
const micros = (ts: string | undefined, error: string): bigint | undefined => {
  if (ts === undefined) return undefined;
  const [, seconds, fraction = ''] = /^(\d+)(?:\.(\d{1,6})\d*)?$/.exec(ts) ?? [];
  if (seconds === undefined) throw new SlackError(error);
  return BigInt(seconds + fraction.padEnd(6, '0'));
};

const between = ({ args }: BotCall): ((message: Message) => boolean) => {
  const oldest = micros(args.text('oldest'), 'invalid_ts_oldest');
  const latest = micros(args.text('latest'), 'invalid_ts_latest');
  const inclusive = args.flag('inclusive');
  return ({ ts }) => {
    const at = micros(ts, 'internal_error') ?? 0n;
    if (inclusive && (at === oldest || at === latest)) return true;
    return (oldest === undefined || at > oldest) && (latest === undefined || at < latest);
  };
};

/** Newest first; of threads only the first message and what was also shown in the channel. */
const history = (call: BotCall): object => {
  const { slack, args } = call;
  const channel = readableChannel(call);
  const all = slack.store
    .messages(channel.id)
    .filter(({ ts, thread_ts, subtype }) => !thread_ts || thread_ts === ts || subtype === 'thread_broadcast')
    .filter(between(call))
    .toReversed();
  const { items, has_more, response_metadata } = pageOf(args, all, 100, 999);
  const messages = items.map((message) => formatMessage(message, args.flag('include_all_metadata')));
  return { messages, has_more, pin_count: 0, ...(has_more && { response_metadata }) };
};

/** Oldest first, and the thread's first message always. */
const replies = (call: BotCall): object => {
  const { slack, args } = call;
  const channel = readableChannel(call);
  const found = slack.store.message(channel.id, args.required('ts', 'thread_not_found'));
  const root = found?.thread_ts ? slack.store.message(channel.id, found.thread_ts) : found;
  if (!root) throw new SlackError('thread_not_found');
  const isBetween = between(call);
  const all = slack.store
    .messages(channel.id)
    .filter((message) => message === root || (message.thread_ts === root.ts && isBetween(message)));
  const { items, has_more, response_metadata } = pageOf(args, all);
  const messages = items.map((message) => formatMessage(message, args.flag('include_all_metadata')));
  return { messages, has_more, ...(has_more && { response_metadata }) };
};

export const historyMethods: Record<string, Method> = {
  'conversations.history': botMethod(scopeFor('history'), history),
  'conversations.replies': botMethod(scopeFor('history'), replies),
};
