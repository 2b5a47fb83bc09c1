import type { Slack } from '../core.js';
import type { Channel, EphemeralMessage, Member } from '../model.js';
import { type Draft, named, signatureOf } from './messages.js';

const KEPT = 500;

/** A message for one person's eyes. Slack sends no event for it and has it in no history. */
export const addEphemeral = (
  slack: Slack,
  channel: Channel,
  author: Member,
  to: string,
  { text, blocks, attachments, threadTs }: Draft,
): EphemeralMessage => {
  const message: EphemeralMessage = {
    ...{ type: 'message', is_ephemeral: true, ts: slack.store.nextTs(), user: author.id, team: author.team_id, text },
    ...{ channel: channel.id, to, ...signatureOf(slack, author) },
    ...(blocks && { blocks: named(blocks) }),
    ...(attachments && { attachments }),
    ...(threadTs && { thread_ts: threadTs }),
  };
  const { ephemerals } = slack.store.data;
  ephemerals.push(message);
  if (ephemerals.length > KEPT) ephemerals.shift();
  slack.store.changed({ channels: [channel.id], users: [to] });
  return message;
};

export const findEphemeral = (
  { store }: Slack,
  channel: string,
  ts: string,
  to: string,
): EphemeralMessage | undefined =>
  store.data.ephemerals.find((message) => message.channel === channel && message.ts === ts && message.to === to);

export const removeEphemeral = ({ store }: Slack, message: EphemeralMessage): void => {
  store.data.ephemerals = store.data.ephemerals.filter((entry) => entry !== message);
  store.changed({ channels: [message.channel], users: [message.to] });
};
