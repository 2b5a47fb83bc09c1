import { randomUUID } from 'node:crypto';
import { person, type Recorded, RecordingChannel } from '@parley/sandbox/recorder';
import { RecordingChannelAdapter } from '../../src/modules/channels/index.js';
import type { AdapterFixture, Mischief, Sent } from './adapter-fixture.js';

const FAULTS = {
  rate_limited: { kind: 'rate_limited', retryAfterMs: 2_000 },
  transient: { kind: 'transient' },
  unauthorized: { kind: 'unauthorized' },
  not_found: { kind: 'not_found' },
  rejected: { kind: 'rejected' },
  lost_accepted: { kind: 'unknown_accepted' },
  lost_dropped: { kind: 'unknown_dropped' },
  garbage: { kind: 'garbage' },
  hang: { kind: 'hang', afterMs: 50 },
} as const satisfies Record<Mischief, object>;

const toSent = ({ text, controls, threadId }: Recorded): Sent => ({
  text,
  controls: controls.map(({ label }) => label),
  thread: threadId,
});

/** Counts what reaches the channel, whatever becomes of it. */
class CountedChannel extends RecordingChannel {
  calls = 0;
  override deliver(...input: Parameters<RecordingChannel['deliver']>) {
    this.calls++;
    return super.deliver(...input);
  }
  override say(...input: Parameters<RecordingChannel['say']>) {
    this.calls++;
    return super.say(...input);
  }
  override update(...input: Parameters<RecordingChannel['update']>) {
    this.calls++;
    return super.update(...input);
  }
}

export const recordingFixture = async (type: 'EMAIL' | 'SLACK'): Promise<AdapterFixture> => {
  const channel = new CountedChannel({ name: type });
  const adapter = new RecordingChannelAdapter({ type, channel, publicUrl: 'http://parley.test' });
  const address = { id: randomUUID(), userId: randomUUID(), type, address: 'mira@example.org', integrationId: null };
  const sent = (key: string) => channel.messages().find((message) => message.key === key)!;
  const reply = (key: string, text: string) => person.replies(sent(key), text);
  const good = { id: '1', time: '2026-08-01T12:00:00.000Z', from: 'a@example.org', thread: null, inReplyTo: null };
  return {
    adapter,
    address,
    tellsBy: 'key',
    stranger: { writes: 'Stranger@Example.org', address: 'stranger@example.org' },
    whereabouts: null,
    taken: (key) => channel.entries({ key }).map(toSent),
    shown: ({ messageId }) =>
      channel
        .messages()
        .filter((message) => message.messageId === messageId)
        .map(toSent)[0],
    thread: ({ threadId }) =>
      channel
        .messages()
        .filter((message) => message.threadId === threadId)
        .map(toSent),
    count: () => channel.messages().length,
    calls: () => channel.calls,
    misbehave: (mischief) => channel.faults.plan.add({ fault: FAULTS[mischief], times: 1 }),
    hideLookups: () => channel.faults.plan.add({ fault: { kind: 'unsure' }, times: 1, match: { operation: 'find' } }),
    raw: {
      reply: (key, text, from) => ({ ...reply(key, text), ...(from && { from }) }),
      click: (key, label) => {
        const control = sent(key).controls.find((found) => found.label === label);
        return person.clicks(sent(key), control!);
      },
      elsewhere: null,
      autoReply: (key) => person.isOutOfOffice(sent(key)),
      bounce: (key, reason) => person.bounces(sent(key), reason),
      broken: () => [
        null,
        'approve',
        {},
        [{ ...good, kind: 'text', text: 'left' }],
        { ...good, kind: 'text' },
        { ...good, kind: 'text', text: 'a\0b' },
        { ...good, kind: 'text', text: 'left', admin: true },
        { ...good, kind: 'shout', text: 'left' },
        { ...good, kind: 'text', text: 'left', from: undefined },
        { ...good, kind: 'button', about: 'no id', answer: { type: 'NOTICE' }, text: 'Seen' },
        { ...good, kind: 'button', about: randomUUID(), answer: { type: 'APPROVAL', decision: 'approve' }, text: 'x' },
        { ...good, kind: 'bounce' },
      ],
    },
  };
};
