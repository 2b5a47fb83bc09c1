import { storage } from '@/lib/storage';
import type { OutgoingMessage } from './outgoing-message';

/**
 * One key for each message, `parley.outbox.<session>.<message>`: two tabs of one session share the storage, and a whole
 * queue written by one would take away what the other had added.
 */
const PREFIX = 'parley.outbox.';
const keyOf = (sessionId: string, messageId: string) => `${PREFIX}${sessionId}.${messageId}`;

export const storeOutgoing = (sessionId: string, message: OutgoingMessage) =>
  storage.setJson(keyOf(sessionId, message.id), message);
export const forgetOutgoing = (sessionId: string, messageId: string) => storage.remove(keyOf(sessionId, messageId));
export const forgetAllOutgoing = () => storage.clear(PREFIX);

/** What was not sent yet, in the order it was written. */
export const storedOutgoing = (sessionId: string): OutgoingMessage[] =>
  storage
    .keys(`${PREFIX}${sessionId}.`)
    .flatMap((key) => storage.getJson<OutgoingMessage | null>(key, null) ?? [])
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));

export const sessionsWithOutgoing = (): string[] => {
  const ids = storage.keys(PREFIX).map((key) => key.slice(PREFIX.length).split('.')[0] as string);
  return [...new Set(ids)];
};
