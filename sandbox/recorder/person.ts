import { randomUUID } from 'node:crypto';
import type { RawInbound, Recorded, RecordedControl } from './recorded.js';

type To = Pick<Recorded, 'address' | 'key' | 'threadId' | 'about'>;

const raw = (from: string, thread: string | null, inReplyTo: string | null) => ({
  id: randomUUID(),
  time: new Date().toISOString(),
  from,
  thread,
  inReplyTo,
});
const replyTo = ({ address, key, threadId }: To) => raw(address, threadId, key);

/**
 * What comes back from a person, as raw payloads. The same payload twice is a duplicate; `{ ...payload, from }` comes from
 * somebody else.
 */
export const person = {
  /** Out of the blue, in no thread. */
  writes: (address: string, text: string): RawInbound => ({ ...raw(address, null, null), kind: 'text', text }),
  replies: (to: To, text: string): RawInbound => ({ ...replyTo(to), kind: 'text', text }),
  /** In the thread, to no message of it in particular. */
  repliesInThread: (to: To, text: string): RawInbound => ({ ...replyTo(to), inReplyTo: null, kind: 'text', text }),
  clicks: (to: To, control: RecordedControl): RawInbound => ({
    ...replyTo(to),
    kind: 'button',
    about: to.about ?? '',
    answer: control.answer,
    text: control.label,
  }),
  isOutOfOffice: (to: To): RawInbound => ({ ...replyTo(to), kind: 'auto_reply' }),
  bounces: (to: To, reason: string): RawInbound => ({ ...replyTo(to), kind: 'bounce', reason }),
} as const;
