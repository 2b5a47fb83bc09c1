import { randomBytes, randomUUID } from 'node:crypto';
import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { Channel, JsonObject, Member, Message, MessageMetadata } from '../model.js';
import { CHANNEL_TYPES, emitInChannel, withoutMetadata } from './emit.js';

export interface Draft {
  text: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  metadata?: MessageMetadata;
  files?: JsonObject[];
  threadTs?: string;
  /** A reply that is also shown in the channel. */
  broadcast?: boolean;
}

/** As what somebody's messages are marked. */
export const signatureOf = (slack: Slack, author: Member): Partial<Message> => {
  if (!author.is_bot) return { client_msg_id: randomUUID() };
  const isApp = slack.store.installation(author.team_id)?.bot_user_id === author.id;
  const app_id = isApp ? slack.app.appId : `A0${author.name.toUpperCase()}`;
  const bot_profile = { id: author.bot_id ?? '', app_id, user_id: author.id, name: author.real_name, deleted: false };
  return { bot_id: author.bot_id, app_id, bot_profile: { ...bot_profile, team_id: author.team_id } };
};

/** Slack names blocks and elements that have no name. */
export const named = (blocks: JsonObject[] | undefined): JsonObject[] | undefined =>
  blocks?.map((block) => {
    const elements = (block.elements as JsonObject[] | undefined)?.map((element) => namedElement(block, element));
    const accessory = block.accessory && namedElement({ type: 'actions' }, block.accessory as JsonObject);
    const element = block.element && namedElement({ type: 'actions' }, block.element as JsonObject);
    return {
      ...block,
      block_id: block.block_id ?? shortId(),
      ...(elements && { elements }),
      ...(accessory && { accessory }),
      ...(element && { element }),
    };
  });

const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5);

const namedElement = (block: JsonObject, element: JsonObject): JsonObject =>
  block.type === 'actions' && element.type !== 'image'
    ? { ...element, action_id: element.action_id ?? shortId() }
    : element;

/** The first message of the thread that `ts` belongs to. @throws SlackError thread_not_found */
const threadRoot = (slack: Slack, channel: Channel, ts: string): Message => {
  const message = slack.store.message(channel.id, ts);
  const root = message?.thread_ts ? slack.store.message(channel.id, message.thread_ts) : message;
  if (!root) throw new SlackError('thread_not_found');
  return root;
};

const joinThread = (root: Message, reply: Message): void => {
  root.thread_ts = root.ts;
  root.reply_count = (root.reply_count ?? 0) + 1;
  root.reply_users = [...new Set([...(root.reply_users ?? []), reply.user])];
  root.reply_users_count = root.reply_users.length;
  root.latest_reply = reply.ts;
  reply.thread_ts = root.ts;
  reply.parent_user_id = root.user;
};

const newMessage = (slack: Slack, author: Member, draft: Draft): Message => ({
  type: 'message',
  ...(draft.files && { subtype: 'file_share', files: draft.files }),
  ts: slack.store.nextTs(),
  user: author.id,
  team: author.team_id,
  text: draft.text,
  ...(draft.blocks && { blocks: named(draft.blocks) }),
  ...(draft.attachments && { attachments: draft.attachments }),
  ...(draft.metadata && { metadata: draft.metadata }),
  ...signatureOf(slack, author),
});

const announce = (slack: Slack, channel: Channel, message: Message): void => {
  const event = {
    ...withoutMetadata(message),
    channel: channel.id,
    channel_type: CHANNEL_TYPES[channel.kind],
    event_ts: message.ts,
  };
  emitInChannel(slack, channel, event);
  const bot = slack.store.installation(channel.team_id)?.bot_user_id;
  const { channel_type: _, subtype: __, ...mention } = event as JsonObject;
  if (bot && message.user !== bot && channel.kind !== 'im' && message.text.includes(`<@${bot}>`)) {
    emitInChannel(slack, channel, { ...mention, type: 'app_mention' });
  }
};

/** Writes a message and tells the app. @throws SlackError thread_not_found */
export const addMessage = (slack: Slack, channel: Channel, author: Member, draft: Draft): Message => {
  const root = draft.threadTs ? threadRoot(slack, channel, draft.threadTs) : undefined;
  const message = newMessage(slack, author, draft);
  if (root) joinThread(root, message);
  if (root && draft.broadcast) message.subtype = 'thread_broadcast';
  slack.store.messages(channel.id).push(message);
  slack.store.changed({ channels: [channel.id] });
  announce(slack, channel, message);
  return message;
};

const announceChange = (slack: Slack, channel: Channel, subtype: string, change: JsonObject): void => {
  const ts = slack.store.nextTs();
  const place = { channel: channel.id, channel_type: CHANNEL_TYPES[channel.kind] };
  emitInChannel(slack, channel, { type: 'message', subtype, hidden: true, ...place, ts, event_ts: ts, ...change });
};

export const changeMessage = (
  slack: Slack,
  channel: Channel,
  message: Message,
  change: Partial<Message>,
  editor: string | null,
): void => {
  const previous_message = withoutMetadata(message);
  Object.assign(message, change, change.blocks && { blocks: named(change.blocks) });
  if (editor !== null) message.edited = { user: editor, ts: slack.store.nextTs() };
  slack.store.changed({ channels: [channel.id] });
  announceChange(slack, channel, 'message_changed', { message: withoutMetadata(message), previous_message });
};

const leaveThread = (slack: Slack, channel: Channel, reply: Message): void => {
  const root = reply.thread_ts ? slack.store.message(channel.id, reply.thread_ts) : undefined;
  if (!root || root === reply) return;
  const replies = slack.store
    .messages(channel.id)
    .filter(({ thread_ts, ts }) => thread_ts === root.ts && ts !== root.ts);
  root.reply_count = replies.length;
  root.reply_users = [...new Set(replies.map(({ user }) => user))];
  root.reply_users_count = root.reply_users.length;
  root.latest_reply = replies.at(-1)?.ts;
};

const TOMBSTONE = { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT' };

/** A message with replies leaves a tombstone; any other is gone. */
export const removeMessage = (slack: Slack, channel: Channel, message: Message): void => {
  if (message.thread_ts === message.ts && (message.reply_count ?? 0) > 0) {
    const gone = { blocks: undefined, attachments: undefined, metadata: undefined, files: undefined };
    changeMessage(slack, channel, message, { ...TOMBSTONE, ...gone }, null);
    return;
  }
  const list = slack.store.messages(channel.id);
  list.splice(list.indexOf(message), 1);
  leaveThread(slack, channel, message);
  slack.store.changed({ channels: [channel.id] });
  const previous_message = withoutMetadata(message);
  announceChange(slack, channel, 'message_deleted', { deleted_ts: message.ts, previous_message });
};
