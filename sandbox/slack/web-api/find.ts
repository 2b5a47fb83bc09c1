import { SlackError } from '../errors.js';
import type { Channel, Member, Message } from '../model.js';
import { openIm } from '../workspace/channels.js';
import type { BotCall } from './method.js';

/** A member of the caller's own workspace. */
export const findMember = ({ slack, team }: BotCall, id: string, code = 'user_not_found'): Member => {
  const member = slack.store.member(id);
  if (member?.team_id !== team.id) throw new SlackError(code);
  return member;
};

/** A channel that the bot can know of: a private one only as a member. */
export const findChannel = (call: BotCall, id = call.args.required('channel', 'channel_not_found')): Channel => {
  const channel = call.slack.store.channel(id);
  const isVisible = channel?.kind === 'public' || channel?.members.includes(call.bot.id);
  if (channel?.team_id !== call.team.id || !isVisible) throw new SlackError('channel_not_found');
  return channel;
};

/** One that the bot reads: as a member, unless it is public. */
export const readableChannel = (call: BotCall): Channel => {
  const channel = findChannel(call);
  if (!channel.members.includes(call.bot.id)) throw new SlackError('not_in_channel');
  return channel;
};

const byName = ({ slack, team }: BotCall, name: string): Channel | undefined =>
  slack.store.data.channels.find((channel) => channel.team_id === team.id && channel.name === name.replace(/^#/, ''));

/** @throws SlackError when a person cannot be written to */
export const dmWith = (call: BotCall, userId: string, unknown = 'user_not_found') => {
  const member = findMember(call, userId, unknown);
  if (member.is_bot) throw new SlackError('cannot_dm_bot');
  if (member.deleted) throw new SlackError('user_disabled');
  return openIm(call.slack, call.bot, member);
};

/** Where a message is to go: a channel's id or name, or a person's id. */
export const findTarget = (call: BotCall): Channel => {
  const target = call.args.required('channel', 'channel_not_found');
  if (/^[UW][A-Z0-9]{4,}$/.test(target)) return dmWith(call, target, 'channel_not_found').channel;
  const channel = findChannel(call, call.slack.store.channel(target) ? target : (byName(call, target)?.id ?? target));
  if (channel.is_closed || isGone(call, channel)) throw new SlackError('channel_not_found');
  if (channel.is_archived) throw new SlackError('is_archived');
  if (!channel.members.includes(call.bot.id)) throw new SlackError('not_in_channel');
  return channel;
};

/** The conversation with somebody who left. */
const isGone = ({ slack, bot }: BotCall, { kind, members }: Channel): boolean =>
  kind === 'im' && members.some((id) => id !== bot.id && slack.store.member(id)?.deleted !== false);

export const findMessage = ({ slack }: BotCall, channel: Channel, ts: string): Message => {
  const message = slack.store.message(channel.id, ts);
  if (!message) throw new SlackError('message_not_found');
  return message;
};
