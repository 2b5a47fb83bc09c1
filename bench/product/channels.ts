import { setTimeout as pause } from 'node:timers/promises';
import { type Outgoing, RecordingChannel, type SendReply } from '@parley/sandbox/recorder';
import { type ChannelAdapter, RecordingChannelAdapter } from '../../backend/src/modules/channels/index.js';
import { now } from '../lib/now.js';

export type Outside = 'SLACK' | 'EMAIL';

/** One question that was brought to a channel, as the channel has it. */
export interface ProviderCall {
  channel: Outside;
  requestId: string;
  /** When the call came in, and when its reply went out. */
  at: number;
  repliedAt: number;
  accepted: boolean;
}

/** A quick provider takes about as long. */
const REPLY_MS = 50;

let calls: ProviderCall[] = [];

/** Replies as a real one would, after a while, and notes when. */
class TimedChannel extends RecordingChannel {
  constructor(private readonly type: Outside) {
    super({ name: type });
  }

  override async deliver(message: Outgoing, key: string, threadId: string | null): Promise<SendReply> {
    const at = now();
    await pause(REPLY_MS);
    const reply = await super.deliver(message, key, threadId);
    const accepted = reply.kind === 'accepted';
    calls.push({ channel: this.type, requestId: message.about ?? '', at, repliedAt: now(), accepted });
    return reply;
  }

  override async update(message: Outgoing, messageId: string, threadId: string): Promise<SendReply> {
    await pause(REPLY_MS);
    return super.update(message, messageId, threadId);
  }
}

const channels = { SLACK: new TimedChannel('SLACK'), EMAIL: new TimedChannel('EMAIL') };

export const adapters = (publicUrl: string): ChannelAdapter[] =>
  (['SLACK', 'EMAIL'] as const).map(
    (type) => new RecordingChannelAdapter({ type, channel: channels[type], publicUrl }),
  );

/** From now on this channel refuses every question for good; null: all take what they are given. */
export function refuse(channel: Outside | null): void {
  for (const each of Object.values(channels)) each.faults.plan.clear();
  if (channel)
    channels[channel].faults.plan.add({
      fault: { kind: 'rejected' },
      times: 'always',
      match: { operation: 'deliver' },
    });
}

/** What has come in since the last time. */
export function takeCalls(): ProviderCall[] {
  const taken = calls;
  calls = [];
  return taken;
}
