import { SlackError } from '../../errors.js';
import type { Channel } from '../../model.js';
import { join } from '../../workspace/channels.js';
import { dmWith, findChannel } from '../find.js';
import { formatChannel } from '../format.js';
import { type BotCall, botMethod, type Method, scopeFor } from '../method.js';
import { pageOf } from '../paging.js';

const TYPES: Readonly<Record<string, Channel['kind'] | 'mpim'>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};
const READ_SCOPES: Readonly<Record<string, string>> = {
  public: 'channels:read',
  private: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

const kindsAskedFor = ({ args }: BotCall): string[] => {
  const types = (args.text('types') ?? 'public_channel').split(',').map((type) => TYPES[type.trim()]);
  if (types.includes(undefined)) throw new SlackError('invalid_types');
  return types as string[];
};

const listScopes = (call: BotCall): string[] => kindsAskedFor(call).map((kind) => READ_SCOPES[kind] ?? kind);

const channelsOf = (call: BotCall, isSeen: (channel: Channel) => boolean): object => {
  const { slack, args, team, bot } = call;
  const kinds = kindsAskedFor(call);
  const all = slack.store.data.channels.filter(
    (channel) =>
      channel.team_id === team.id &&
      kinds.includes(channel.kind) &&
      isSeen(channel) &&
      !(args.flag('exclude_archived') && channel.is_archived),
  );
  const { items, response_metadata } = pageOf(args, all);
  return { channels: items.map((channel) => formatChannel(slack, channel, bot.id)), response_metadata };
};

const list = (call: BotCall): object =>
  channelsOf(call, ({ kind, members }) => kind === 'public' || members.includes(call.bot.id));

const ofUser = (call: BotCall): object => {
  const user = call.args.text('user') ?? call.bot.id;
  return channelsOf(call, ({ kind, members }) => {
    const isVisible = kind === 'public' || members.includes(call.bot.id);
    return isVisible && members.includes(user);
  });
};

const reopen = (call: BotCall, id: string) => {
  const channel = findChannel(call, id);
  if (channel.kind !== 'im') throw new SlackError('method_not_supported_for_channel_type');
  const other = channel.members.find((member) => member !== call.bot.id) ?? '';
  return dmWith(call, other);
};

const open = (call: BotCall): object => {
  const { slack, args, bot } = call;
  const id = args.text('channel');
  const users = args
    .text('users')
    ?.split(',')
    .map((user) => user.trim());
  if (id === undefined && !users?.length) throw new SlackError('users_list_not_supplied');
  if (users && users.length > 1) throw new SlackError('missing_scope', { needed: 'mpim:write' });
  const { channel, isNew } = id === undefined ? dmWith(call, users?.[0] ?? '') : reopen(call, id);
  const known = isNew ? {} : { no_op: true, already_open: true };
  const whole = args.flag('return_im') ? formatChannel(slack, channel, bot.id) : { id: channel.id };
  return { ...known, channel: whole };
};

const members = (call: BotCall): object => {
  const { items, response_metadata } = pageOf(call.args, findChannel(call).members);
  return { members: items, response_metadata };
};

const joinAsBot = (call: BotCall): object => {
  const channel = findChannel(call);
  if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
  if (channel.is_archived) throw new SlackError('is_archived');
  const isNew = join(call.slack, channel, call.bot.id);
  const known = isNew ? {} : { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
  return { channel: formatChannel(call.slack, channel, call.bot.id), ...known };
};

const info = (call: BotCall): object => ({ channel: formatChannel(call.slack, findChannel(call), call.bot.id) });

export const conversationMethods: Record<string, Method> = {
  'conversations.list': botMethod(listScopes, list),
  'conversations.open': botMethod(['im:write'], open),
  'conversations.info': botMethod(scopeFor('read'), info),
  'conversations.members': botMethod(scopeFor('read'), members),
  'conversations.join': botMethod(['channels:join'], joinAsBot),
  'users.conversations': botMethod(listScopes, ofUser),
};
