import { join } from 'node:path';
import { RecordingChannel } from '@parley/sandbox/recorder';
import type { ChannelAdapter } from '../domain/channel-adapter.js';
import { type RecordingAdapterOptions, RecordingChannelAdapter } from '../recording/recording-channel.adapter.js';

type SandboxType = RecordingAdapterOptions['type'];
const TYPES: readonly SandboxType[] = ['EMAIL', 'SLACK'];

export interface SandboxChannel {
  type: SandboxType;
  channel: RecordingChannel;
  adapter: ChannelAdapter;
}

/** The stand-ins of a deployment with no channel to the outside (SBX-1). */
export class SandboxChannels {
  private constructor(readonly all: readonly SandboxChannel[]) {}

  /**
   * @param folder what arrived is kept there over restarts; `<type>-faults.json` in it scripts faults
   * @param taken channels that are connected for real
   */
  static open(folder: string, publicUrl: string, taken: readonly string[]): SandboxChannels {
    const all = TYPES.filter((type) => !taken.includes(type)).map((type) => {
      const path = join(folder, type.toLowerCase());
      const channel = new RecordingChannel({ name: type, file: `${path}.jsonl`, faultFile: `${path}-faults.json` });
      return { type, channel, adapter: new RecordingChannelAdapter({ type, channel, publicUrl }) };
    });
    return new SandboxChannels(all);
  }

  /** By its name in an address, such as `email`. */
  find(name: string): SandboxChannel | undefined {
    return this.all.find(({ type }) => type.toLowerCase() === name);
  }
}
