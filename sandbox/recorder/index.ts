export {
  type RecorderFault,
  type RecorderFaultRule,
  RecorderFaults,
  readRecorderFault,
} from './faults.js';
export { person } from './person.js';
export type { FindReply, Outgoing, RawInbound, Recorded, RecordedControl, SendReply } from './recorded.js';
export { RecordingChannel, type RecordingChannelOptions } from './recording-channel.js';
