import { join } from 'node:path';
import { RecordingChannel } from '@parley/sandbox/recorder';

/** Where the person is asked: one place for all processes, and it outlives them. */
export const recordedSlack = (folder: string): RecordingChannel =>
  new RecordingChannel({ name: 'SLACK', file: join(folder, 'slack.jsonl') });
