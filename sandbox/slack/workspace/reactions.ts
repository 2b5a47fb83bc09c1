import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { Channel, Message } from '../model.js';
import { emitInChannel } from './emit.js';

interface Reaction {
  channel: Channel;
  message: Message;
  user: string;
  name: string;
}

const announce = (slack: Slack, type: string, { channel, message, user, name }: Reaction): void => {
  slack.store.changed({ channels: [channel.id] });
  const item = { type: 'message', channel: channel.id, ts: message.ts };
  const event_ts = slack.store.nextTs();
  emitInChannel(slack, channel, { type, user, reaction: name, item_user: message.user, item, event_ts });
};

export const addReaction = (slack: Slack, reaction: Reaction): void => {
  const { message, user, name } = reaction;
  message.reactions ??= [];
  const known = message.reactions.find((entry) => entry.name === name);
  if (known?.users.includes(user)) throw new SlackError('already_reacted');
  if (known) known.users.push(user);
  else message.reactions.push({ name, users: [user], count: 0 });
  for (const entry of message.reactions) entry.count = entry.users.length;
  announce(slack, 'reaction_added', reaction);
};

export const removeReaction = (slack: Slack, reaction: Reaction): void => {
  const { message, user, name } = reaction;
  const known = message.reactions?.find((entry) => entry.name === name);
  if (!known?.users.includes(user)) throw new SlackError('no_reaction');
  known.users = known.users.filter((id) => id !== user);
  known.count = known.users.length;
  message.reactions = message.reactions?.filter((entry) => entry.count > 0);
  announce(slack, 'reaction_removed', reaction);
};
