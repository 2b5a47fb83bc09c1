import type { Slack } from '../core.js';
import type { Channel, Member } from '../model.js';
import { CHANNEL_TYPES, emitInChannel } from './emit.js';

/** The direct conversation of two, made when there is none. */
export const openIm = (slack: Slack, one: Member, other: Member): { channel: Channel; isNew: boolean } => {
  const existing = slack.store.im(one.id, other.id);
  if (existing) {
    if (existing.is_closed) slack.store.changed({ users: existing.members });
    existing.is_closed = false;
    return { channel: existing, isNew: false };
  }
  const channel: Channel = {
    ...{ id: slack.store.newId('D'), team_id: one.team_id, name: '', kind: 'im', members: [one.id, other.id] },
    ...{ is_archived: false, created: Math.floor(Date.now() / 1_000), creator: one.id, topic: '', purpose: '' },
  };
  slack.store.data.channels.push(channel);
  slack.store.changed({ channels: [channel.id], users: channel.members });
  return { channel, isNew: true };
};

/** @returns whether that changed anything */
export const join = (slack: Slack, channel: Channel, user: string, inviter?: string): boolean => {
  if (channel.members.includes(user)) return false;
  channel.members.push(user);
  slack.store.changed({ channels: [channel.id], users: [user] });
  emitInChannel(slack, channel, {
    ...{
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: CHANNEL_TYPES[channel.kind].charAt(0).toUpperCase(),
    },
    ...{ team: channel.team_id, ...(inviter && { inviter }), event_ts: slack.store.nextTs() },
  });
  return true;
};

export const leave = (slack: Slack, channel: Channel, user: string): void => {
  const event = {
    ...{
      type: 'member_left_channel',
      user,
      channel: channel.id,
      channel_type: CHANNEL_TYPES[channel.kind].charAt(0).toUpperCase(),
    },
    ...{ team: channel.team_id, event_ts: slack.store.nextTs() },
  };
  emitInChannel(slack, channel, event);
  channel.members = channel.members.filter((member) => member !== user);
  slack.store.changed({ channels: [channel.id], users: [user] });
};
