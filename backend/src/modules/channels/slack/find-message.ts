import type { WebClient } from '@slack/web-api';
import type { Lookup } from '../domain/channel-adapter.js';
import { keyOfMessage } from './domain/message-marker.js';
import type { SlackReceipt, SlackUser } from './domain/slack-address.js';
import { call, type SlackFailure } from './slack-api.js';

/** How far back a message is looked for. Beyond that nobody knows: it is not said to be absent. */
const PAGE = 200;
const MAX_PAGES = 10;

/** A conversation, or a thread in it. */
export interface Spot {
  channel: string;
  threadTs?: string;
}

interface Reader {
  user: SlackUser;
  client: WebClient;
}

interface Found {
  ts?: string;
  metadata?: unknown;
}

/** Looks for our marker, in a thread or among what begins one. */
export const findMessage = async (line: Reader, spot: Spot, key: string): Promise<Lookup> => {
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const read = await readPage(line, spot, cursor);
    if (!read.ok) return read.error === 'thread_not_found' ? { kind: 'absent' } : unsure(read);
    const found = read.value.messages.find(({ metadata }) => keyOfMessage(metadata) === key);
    if (found?.ts) return { kind: 'found', receipt: { ...receiptOf(line, spot, found.ts) } };
    cursor = read.value.next;
    if (!cursor) return { kind: 'absent' };
  }
  return { kind: 'unsure', message: 'There is more in this conversation than was looked through.' };
};

const readPage = async ({ client }: Reader, { channel, threadTs }: Spot, cursor: string | undefined) => {
  const ask = { channel, include_all_metadata: true, limit: PAGE, ...(cursor && { cursor }) };
  const read = await call('reads', () =>
    threadTs ? client.conversations.replies({ ...ask, ts: threadTs }) : client.conversations.history(ask),
  );
  if (!read.ok) return read;
  const { messages, response_metadata } = read.value;
  const value = { messages: (messages ?? []) as Found[], next: response_metadata?.next_cursor || undefined };
  return { ok: true as const, value };
};

const receiptOf = ({ user }: Reader, { channel, threadTs }: Spot, ts: string): SlackReceipt => ({
  team: user.teamId,
  channel,
  ts,
  threadTs: threadTs ?? ts,
});

export const unsure = ({ message }: SlackFailure): Lookup => ({ kind: 'unsure', message });
