import type { gmail_v1 } from '@googleapis/gmail';
import { MARKER_HEADER, MARKER_NAME } from '../domain/marks.js';
import type { ThreadMail } from '../domain/thread-headers.js';
import { type Called, call } from './gmail-call.js';

const userId = 'me';
const WANTED = { format: 'metadata', metadataHeaders: ['Message-ID', 'Subject', MARKER_NAME] };
/** Something is to be sent after it, and the whole has its time. */
const PATIENCE = { timeout: 2_500 };

/** A mail as Gmail shows it without its words. */
export interface ShownMail extends ThreadMail {
  threadId: string;
}

const shown = ({ id, threadId, payload }: gmail_v1.Schema$Message): ShownMail => {
  const header = (name: string) => payload?.headers?.find((one) => one.name?.toLowerCase() === name)?.value ?? null;
  return {
    ...{ gmailId: id ?? '', threadId: threadId ?? '', key: header(MARKER_HEADER) },
    ...{ messageId: header('message-id'), subject: header('subject') ?? '' },
  };
};

/** All mails of a thread, oldest first. */
export const readThread = async (client: gmail_v1.Gmail, id: string): Promise<Called<ShownMail[]>> => {
  const read = await call('reads', () => client.users.threads.get({ userId, id, ...WANTED }, PATIENCE));
  if (!read.ok) return read;
  if (!Array.isArray(read.value?.messages)) return unreadable;
  return { ok: true, value: read.value.messages.map(shown) };
};

export const readMail = async (client: gmail_v1.Gmail, id: string): Promise<Called<ShownMail>> => {
  const read = await call('reads', () => client.users.messages.get({ userId, id, ...WANTED }, PATIENCE));
  if (!read.ok) return read;
  return read.value?.id ? { ok: true, value: shown(read.value) } : unreadable;
};

/** Which of what we sent fits the search or, without one, is the newest. */
export const listSent = async (
  client: gmail_v1.Gmail,
  { q, maxResults }: { q?: string; maxResults: number },
): Promise<Called<string[]>> => {
  const ask = { userId, labelIds: ['SENT'], includeSpamTrash: true, maxResults, ...(q !== undefined && { q }) };
  const read = await call('reads', () => client.users.messages.list(ask, PATIENCE));
  if (!read.ok) return read;
  // Where there is none, Gmail leaves the list out.
  if (typeof read.value?.resultSizeEstimate !== 'number') return unreadable;
  return { ok: true, value: (read.value.messages ?? []).flatMap(({ id }) => id ?? []) };
};

const unreadable = { ok: false, kind: 'transient', message: "Gmail's answer could not be read." } as const;
