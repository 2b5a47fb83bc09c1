import type { Slack } from '../core.js';
import type { Channel, Member, Message } from '../model.js';
import { addMessage, type Draft } from '../workspace/messages.js';
import { type Names, typed } from './typed-text.js';

/** Names mean something only within a workspace. */
export const namesFor = ({ store }: Slack, { team_id }: Member): Names => ({
  members: store.data.members.filter((member) => member.team_id === team_id),
  channels: store.data.channels.filter((channel) => channel.team_id === team_id && channel.kind === 'public'),
});

/** What somebody writes. What is said in a direct conversation opens it again. */
export const write = (
  slack: Slack,
  author: Member,
  channel: Channel,
  text: string,
  how: { threadTs?: string; broadcast?: boolean; files?: Draft['files'] },
): Message => {
  if (text === '' && !how.files) throw new Error('an empty message cannot be sent');
  channel.is_closed = false;
  const { threadTs, broadcast, files } = how;
  const content = author.is_bot ? { text } : typed(text, namesFor(slack, author));
  const message = addMessage(slack, channel, author, { ...content, threadTs, broadcast, files });
  return structuredClone(message);
};
