import type { Slack } from '../core.js';
import type { Channel, Member, Message } from '../model.js';

export const formatMember = (member: Member, withEmail: boolean): object => {
  const { email, bot_id, tz, tz_label, tz_offset, ...rest } = member;
  const profile = {
    ...{ real_name: member.real_name, real_name_normalized: member.real_name, display_name: member.name },
    ...{ team: member.team_id, title: '', phone: '', status_text: '', status_emoji: '' },
    ...(withEmail && email && { email }),
    ...(bot_id && { bot_id }),
  };
  // Slack tells nothing of the time zone of somebody who left.
  const zone = member.deleted ? {} : { tz, tz_label, tz_offset };
  return { ...rest, ...zone, profile, is_app_user: false, is_ultra_restricted: false, is_owner: false, updated: 0 };
};

/** As the bot sees it. */
export const formatChannel = ({ store }: Slack, channel: Channel, botId: string): object => {
  const { id, created, is_archived } = channel;
  if (channel.kind === 'im') {
    const user = channel.members.find((member) => member !== botId) ?? '';
    const is_user_deleted = store.member(user)?.deleted ?? true;
    const is_open = !channel.is_closed;
    return { id, created, is_archived, is_im: true, is_org_shared: false, user, is_user_deleted, is_open };
  }
  const isPrivate = channel.kind === 'private';
  return {
    ...{ id, created, is_archived, name: channel.name, name_normalized: channel.name, creator: channel.creator },
    ...{ is_channel: true, is_group: false, is_im: false, is_mpim: false, is_private: isPrivate },
    ...{ is_general: channel.name === 'general', is_shared: false, is_org_shared: false, is_ext_shared: false },
    ...{ is_member: channel.members.includes(botId), num_members: channel.members.length },
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    context_team_id: channel.team_id,
  };
};

/** Metadata only for who asks for it. */
export const formatMessage = (message: Message, withMetadata: boolean): object => {
  const { metadata, ...rest } = message;
  return withMetadata && metadata ? { ...rest, metadata } : rest;
};
