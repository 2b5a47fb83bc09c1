import type { Slack } from '../core.js';
import type { Channel, JsonObject, Message } from '../model.js';

export const CHANNEL_TYPES: Readonly<Record<Channel['kind'], string>> = {
  public: 'channel',
  private: 'group',
  im: 'im',
};

/** A bot hears only what is said where it is a member. */
export const emitInChannel = (slack: Slack, channel: Channel, event: JsonObject): void => {
  const bot = slack.store.installation(channel.team_id)?.bot_user_id;
  if (bot !== undefined && channel.members.includes(bot)) slack.courier.event(channel.team_id, event);
};

/** Metadata is no part of events: it has to be asked for. */
export const withoutMetadata = ({ metadata: _, ...message }: Message): JsonObject => structuredClone(message) as never;
