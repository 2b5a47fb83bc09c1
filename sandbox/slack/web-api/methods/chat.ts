import { SlackError } from '../../errors.js';
import type { Channel, Message } from '../../model.js';
import { addEphemeral } from '../../workspace/ephemerals.js';
import { addMessage, changeMessage, removeMessage } from '../../workspace/messages.js';
import { type Content, readContent, readMetadata } from '../content.js';
import { findChannel, findMember, findMessage, findTarget } from '../find.js';
import { formatMessage } from '../format.js';
import { type BotCall, botMethod, type Method } from '../method.js';

const post = (call: BotCall): object => {
  const { slack, args, bot } = call;
  const channel = findTarget(call);
  const content = readContent(args, 'cut');
  const metadata = readMetadata(args);
  limitRate(call, channel);
  const threadTs = args.text('thread_ts');
  const message = addMessage(slack, channel, bot, {
    ...content,
    ...(metadata && { metadata }),
    ...(threadTs && { threadTs, broadcast: args.flag('reply_broadcast') }),
  });
  return { channel: channel.id, ts: message.ts, message: formatMessage(message, false) };
};

const limitRate = ({ slack }: BotCall, channel: Channel): void => {
  const wait = slack.store.data.settings.limitRate ? slack.limiter.take(channel.id) : 0;
  if (wait > 0) throw new SlackError('ratelimited', { retryAfter: wait });
};

/** What a bot wrote itself. */
const ownMessage = (call: BotCall, refusal: string): { channel: Channel; message: Message } => {
  const channel = findChannel(call);
  const message = findMessage(call, channel, call.args.required('ts', 'message_not_found'));
  if (message.user !== call.bot.id || message.subtype === 'tombstone') throw new SlackError(refusal);
  if (channel.is_archived) throw new SlackError('is_archived');
  return { channel, message };
};

/** What is left out stays; an empty list takes away: https://docs.slack.dev/reference/methods/chat.update */
const changeOf = ({ args }: BotCall, message: Message): Partial<Message> => {
  const content: Content = readContent(args, 'refuse');
  const isGiven = (name: string) => args.json(name) !== undefined;
  return {
    text: content.text || message.text,
    ...(content.blocks && { blocks: content.blocks.length > 0 ? content.blocks : undefined }),
    ...(content.attachments && { attachments: content.attachments.length > 0 ? content.attachments : undefined }),
    ...(isGiven('metadata') && { metadata: isEmptyObject(args.json('metadata')) ? undefined : readMetadata(args) }),
  };
};

const isEmptyObject = (value: unknown): boolean => JSON.stringify(value) === '{}';

const update = (call: BotCall): object => {
  const { channel, message } = ownMessage(call, 'cant_update_message');
  changeMessage(call.slack, channel, message, changeOf(call, message), call.bot.id);
  return { channel: channel.id, ts: message.ts, text: message.text, message: formatMessage(message, false) };
};

const remove = (call: BotCall): object => {
  const { channel, message } = ownMessage(call, 'cant_delete_message');
  removeMessage(call.slack, channel, message);
  return { channel: channel.id, ts: message.ts };
};

const postEphemeral = (call: BotCall): object => {
  const channel = findTarget(call);
  const reader = findMember(call, call.args.required('user'), 'user_not_in_channel');
  if (!channel.members.includes(reader.id)) throw new SlackError('user_not_in_channel');
  const content = readContent(call.args, 'refuse');
  const threadTs = call.args.text('thread_ts');
  const draft = { ...content, ...(threadTs && { threadTs }) };
  return { message_ts: addEphemeral(call.slack, channel, call.bot, reader.id, draft).ts };
};

const permalink = (call: BotCall): object => {
  const channel = findChannel(call);
  const message = findMessage(call, channel, call.args.required('message_ts', 'message_not_found'));
  const path = `/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const thread =
    message.thread_ts && message.thread_ts !== message.ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
  return { channel: channel.id, permalink: `https://${call.team.domain}.slack.com${path}${thread}` };
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': botMethod(['chat:write'], post),
  'chat.update': botMethod(['chat:write'], update),
  'chat.delete': botMethod(['chat:write'], remove),
  'chat.postEphemeral': botMethod(['chat:write'], postEphemeral),
  'chat.getPermalink': botMethod([], permalink),
};
