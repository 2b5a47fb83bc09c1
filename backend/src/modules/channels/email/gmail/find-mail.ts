import type { gmail_v1 } from '@googleapis/gmail';
import type { Called } from './gmail-call.js';
import { listSent, readMail, readThread, type ShownMail } from './read-mails.js';

/** How many of the newest are looked through, and how many at the same time. */
const NEWEST = 30;
const AT_ONCE = 10;

export interface Sought {
  key: string;
  messageId: string;
  to: string;
  /** Where it may stand; null: anywhere. */
  threadId: string | null;
}

const byKey = (mails: readonly ShownMail[], key: string): ShownMail | null =>
  mails.find((mail) => mail.key === key) ?? null;

const inThread = async (client: gmail_v1.Gmail, { threadId, key }: Sought): Promise<Called<ShownMail | null>> => {
  if (threadId === null) return { ok: true, value: null };
  const thread = await readThread(client, threadId);
  if (!thread.ok) return thread.gone ? { ok: true, value: null } : thread;
  return { ok: true, value: byKey(thread.value, key) };
};

/** The first that is ours under this key. One that is gone meanwhile is passed over. */
const among = async (
  client: gmail_v1.Gmail,
  ids: readonly string[],
  key: string,
): Promise<Called<ShownMail | null>> => {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const read = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => readMail(client, id)));
    const found = byKey(
      read.flatMap((one) => (one.ok ? [one.value] : [])),
      key,
    );
    if (found) return { ok: true, value: found };
    const failed = read.find((one) => !one.ok && !one.gone);
    if (failed && !failed.ok) return failed;
  }
  return { ok: true, value: null };
};

const listed = async (
  client: gmail_v1.Gmail,
  search: Parameters<typeof listSent>[1],
  key: string,
): Promise<Called<ShownMail | null>> => {
  const ids = await listSent(client, search);
  return ids.ok ? among(client, ids.value, key) : ids;
};

/**
 * What we sent under a key: in its thread, by its Message-ID, and among the newest of all and those to its reader, because Gmail may have given it another
 * Message-ID (F41), and its search comes to know a mail later than its folders do. Null: it is nowhere of these.
 */
export const findSent = async (client: gmail_v1.Gmail, sought: Sought): Promise<Called<ShownMail | null>> => {
  const { key, messageId, to } = sought;
  const looks = [
    () => inThread(client, sought),
    () => listed(client, { q: `rfc822msgid:${messageId.slice(1, -1)}`, maxResults: 5 }, key),
    () => listed(client, { maxResults: NEWEST }, key),
    () => listed(client, { q: `to:${to}`, maxResults: NEWEST }, key),
  ];
  for (const look of looks) {
    const found = await look();
    if (!found.ok || found.value) return found;
  }
  return { ok: true, value: null };
};
