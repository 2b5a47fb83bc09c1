import { z } from 'zod';
import type { InboundEvent } from '../../domain/channel-adapter.js';
import { fromSlackText, mentions } from './from-slack-text.js';
import { type SlackThread, slackAddress } from './slack-address.js';
import { timeOf } from './slack-time.js';

const id = z.string().min(1);
const common = {
  channel: id,
  ts: id,
  thread_ts: id.nullish(),
  /** Of whoever wrote: with Slack Connect not the workspace that tells us of it. */
  user_team: id.nullish(),
  team: id.nullish(),
  bot_id: id.nullish(),
  hidden: z.boolean().nullish(),
};

const writtenSchema = z.object({
  ...common,
  type: z.literal('message'),
  channel_type: z.enum(['im', 'mpim', 'channel', 'group']),
  subtype: z.enum(['file_share', 'thread_broadcast']).nullish(),
  user: id,
  text: z.string(),
});
/** Edits, deletions, joins, topics, what bots write …: nobody's words to us. */
const noticeSchema = z
  .object({ type: z.literal('message'), subtype: id })
  .refine(({ subtype }) => subtype !== 'file_share' && subtype !== 'thread_broadcast');
const mentionSchema = z.object({ ...common, type: z.literal('app_mention'), user: id, text: z.string() });

export const eventCallbackSchema = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: id,
  authorizations: z.array(z.object({ user_id: id, is_bot: z.boolean() })).optional(),
  event: z.union([writtenSchema, mentionSchema, noticeSchema]),
});
export type EventCallback = z.infer<typeof eventCallbackSchema>;
type Written = z.infer<typeof writtenSchema> | z.infer<typeof mentionSchema>;

const isWritten = (event: EventCallback['event']): event is Written => 'ts' in event && 'user' in event;

const botOf = ({ authorizations }: EventCallback): string | null =>
  authorizations?.find(({ is_bot }) => is_bot)?.user_id ?? null;

type Manner = Extract<InboundEvent, { kind: 'text' }>['manner'];
const mannerOf = (event: Written, botUserId: string | null): Manner => {
  if (event.type === 'app_mention') return 'mention';
  if (event.channel_type === 'im') return 'direct';
  return botUserId !== null && mentions(event.text, botUserId) ? 'mention' : 'overheard';
};

/**
 * Words that a person wrote to us or where we listen. Nothing from machines, ourselves among them, and nothing that is only
 * said in a room we are in (F35). The same post as a mention and as a message is one.
 */
export const readMessageEvent = (callback: EventCallback): InboundEvent[] => {
  const { event, team_id: team } = callback;
  if (!isWritten(event) || event.bot_id || event.hidden) return [];
  const botUserId = botOf(callback);
  const manner = mannerOf(event, botUserId);
  const text = fromSlackText(event.text, botUserId);
  const inThread = Boolean(event.thread_ts) && event.thread_ts !== event.ts;
  if (event.user === botUserId || text.trim() === '' || (manner === 'overheard' && !inThread)) return [];
  const { channel, ts } = event;
  const thread: SlackThread = { team, channel, threadTs: event.thread_ts ?? ts };
  const writtenAt = timeOf(ts);
  return [
    {
      kind: 'text',
      externalId: `${team}:${channel}:${ts}`,
      address: slackAddress(event.user_team ?? event.team ?? team, event.user),
      thread: { ...thread },
      replyTo: null,
      text,
      manner,
      ...(!inThread && { head: true }),
      ...(writtenAt && { writtenAt }),
    },
  ];
};
