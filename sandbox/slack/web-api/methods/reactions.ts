import { SlackError } from '../../errors.js';
import { addReaction, removeReaction } from '../../workspace/reactions.js';
import { findChannel, findMessage } from '../find.js';
import { type BotCall, botMethod, type Method } from '../method.js';

const reactionOf = (call: BotCall) => {
  const name = call.args.required('name', 'invalid_name');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
  const channel = findChannel(call);
  if (!channel.members.includes(call.bot.id)) throw new SlackError('not_in_channel');
  if (channel.is_archived) throw new SlackError('is_archived');
  const message = findMessage(call, channel, call.args.required('timestamp', 'no_item_specified'));
  return { channel, message, user: call.bot.id, name };
};

const using =
  (change: typeof addReaction) =>
  (call: BotCall): object => {
    change(call.slack, reactionOf(call));
    return {};
  };

export const reactionMethods: Record<string, Method> = {
  'reactions.add': botMethod(['reactions:write'], using(addReaction)),
  'reactions.remove': botMethod(['reactions:write'], using(removeReaction)),
};
