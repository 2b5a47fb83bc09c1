import { randomUUID } from 'node:crypto';
import type { WorkflowFaults } from './faults.js';

const LATE_MS = 15;
const TOO_LARGE = 'x'.repeat(300 * 1024);

type Publish = (text: string) => void;
type Message = Record<string, unknown>;

const garbageFor = (message: Message): string[] => [
  'not json at all {',
  JSON.stringify({ ...message, chunk: TOO_LARGE }),
  JSON.stringify({ ...message, correlation_id: randomUUID(), chunk: 'FOREIGN' }),
  JSON.stringify({ ...message, session_id: randomUUID(), chunk: 'FORGED' }),
  JSON.stringify({ ...message, version: 99, chunk: 'NEWER' }),
  JSON.stringify({ ...message, leg: 7, chunk: 'OTHER LEG' }),
  JSON.stringify({ ...message, chunk_id: -1, chunk: 'NEGATIVE' }),
  JSON.stringify({ ...message, kind: 'shout', chunk: 'UNKNOWN' }),
];

/** The way out, where messages are doubled, delayed, lost and mixed with others. */
export const spoiled = (publish: Publish, faults: WorkflowFaults, next: () => number) => (message: Message) => {
  const text = JSON.stringify(message);
  if (next() < (faults.garbage ?? 0)) {
    const all = garbageFor(message);
    publish(all[Math.floor(next() * all.length)] as string);
  }
  if (next() < (faults.lose ?? 0)) return;
  if (next() < (faults.duplicate ?? 0)) publish(text);
  if (next() < (faults.reorder ?? 0)) setTimeout(() => publish(text), LATE_MS + next() * LATE_MS).unref();
  else publish(text);
};
