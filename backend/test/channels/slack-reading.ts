import type { JsonObject, Message } from '@parley/sandbox/slack';
import type { Sent } from './adapter-fixture.js';

/** A message of the local Slack as its reader sees it. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

type Parts = readonly JsonObject[];
const within = (block: JsonObject): Parts => [
  ...((block.elements ?? []) as Parts),
  ...(block.accessory ? [block.accessory as JsonObject] : []),
];

const textOf = (part: JsonObject): string[] => {
  if (typeof part.text === 'string')
    return [part.type === 'mrkdwn' ? unescaped(part.text.replace(/^```\n|\n```$/g, '')) : part.text];
  if (part.type === 'button') return typeof part.url === 'string' ? [part.url] : [];
  const own = part.text ? textOf(part.text as JsonObject) : [];
  return [...own, ...((part.elements ?? []) as Parts).flatMap(textOf)];
};

/** What the blocks show, without what is to be clicked. */
export const blocksText = ({ blocks }: Pick<Message, 'blocks'>): string => (blocks ?? []).flatMap(textOf).join('\n');

/** What answers, or begins an answer: everything but links. */
export const clickable = ({ blocks }: Pick<Message, 'blocks'>): JsonObject[] =>
  (blocks ?? []).flatMap(within).filter(({ action_id, url }) => typeof action_id === 'string' && url === undefined);

const nameOf = (element: JsonObject): string => {
  const text = (element.text ?? element.placeholder) as { text?: string } | undefined;
  return text?.text ?? String(element.type);
};

/** Text for notifications and readers without blocks, and what the blocks show. */
export const toSent = (channel: string, message: Message): Sent => ({
  text: `${unescaped(message.text)}\n${blocksText(message)}`,
  controls: clickable(message).map(nameOf),
  thread: `${channel}:${message.thread_ts ?? message.ts}`,
});

export const elementNamed = (message: Message, name: string): JsonObject => {
  const found = clickable(message).find((element) => nameOf(element) === name);
  if (!found) throw new Error(`There is no ${name} to click.`);
  return found;
};
