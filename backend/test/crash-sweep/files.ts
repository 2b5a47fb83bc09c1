import { join } from 'node:path';
import type { ChannelType } from '@parley/contracts';
import { RecordingChannel } from '@parley/sandbox/recorder';

export const OUTSIDE = ['SLACK', 'EMAIL'] as const satisfies ChannelType[];
export type Outside = (typeof OUTSIDE)[number];

/** What lies outside of the swept process, in one folder for each case, and so outlives it. */
export const effectsFile = (folder: string): string => join(folder, 'effects.jsonl');

/** A step may wait in it for a file named as a life, so that a test decides when it goes on. */
export const gatesFolder = (folder: string): string => join(folder, 'gates');

export const faultsFile = (folder: string, channel: Outside): string => join(folder, `${channel}-faults.json`);

export const recorderIn = (folder: string, channel: Outside): RecordingChannel =>
  new RecordingChannel({
    name: channel,
    file: join(folder, `${channel}.jsonl`),
    faultFile: faultsFile(folder, channel),
  });
