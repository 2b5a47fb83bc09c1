import type { FailedWork, HeldRun, WakeUpQueue, WorkKind, WorkLine, WorkVerdict } from '@parley/contracts';
import { agentName } from '@/lib/agent-name';
import { span } from '@/lib/dates';
import { plural } from '@/lib/utils';

const KIND: Record<Exclude<WorkKind, 'job'>, string> = {
  runs: 'Runs',
  deliveries: 'Deliveries',
  ladders: 'Questions moving on',
  deadlines: 'Deadlines',
  mailboxes: 'Mailbox checks',
  agents: 'Agent health checks',
};
/** Jobs by what they do. One that a newer version brought is named as it names itself. */
const JOB: Record<string, string> = {
  'advance-run': 'Wake-ups of runs',
  deliver: 'Wake-ups of deliveries',
  'close-request': 'Old cards to close',
  'handle-inbound': 'Arrivals from outside',
  'withdraw-tasks': 'Tasks to withdraw elsewhere',
  'read-mail': 'Mails to read',
  'sync-mailbox': 'Mailboxes with news',
};

const jobName = (name: string) => JOB[name] ?? name;
export const lineName = ({ kind, name }: Pick<WorkLine, 'kind' | 'name'>): string =>
  kind === 'job' ? jobName(name ?? '') : KIND[kind];

/** The server counts no further (contracts: MOST_COUNTED, whose file would bring a library along). */
const MOST = 10_000;

export const countText = (count: number): string =>
  count > MOST ? `${MOST.toLocaleString()}+` : count.toLocaleString();

/** What stands below a line's name: how long, and what else is to be known. */
export const lineNote = ({ waitedMs, failing, parked, waiting }: WorkLine): string | null => {
  if (parked) return waiting > 0 ? 'Waits until its channel is connected' : null;
  const parts = [
    waitedMs !== null && `oldest ${span(waitedMs)}`,
    failing > 0 && `${countText(failing)} failed before`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(' · ') : null;
};

export const QUEUE_NAME: Record<WakeUpQueue['on'], string> = {
  redis: 'BullMQ on Redis',
  postgres: 'BullMQ on PostgreSQL',
};

export const queueText = ({ counts }: WakeUpQueue): string =>
  counts === null
    ? 'It does not answer.'
    : `${countText(counts.waiting)} waiting, ${countText(counts.active)} active, ${countText(counts.delayed)} delayed, ${countText(counts.failed)} failed${counts.paused ? '. It is paused.' : '.'}`;

export const VERDICT_TONE: Record<WorkVerdict['level'], string> = {
  fine: 'text-success-text',
  late: 'text-warning-text',
  stuck: 'text-danger-text',
};

/** A process that lives prolongs its lease in time, so a lease says that somebody is there. */
export const heldText = ({ stepMs, leaseMs, crashes }: HeldRun): string =>
  [
    `at its step for ${span(stepMs)}`,
    `its worker holds it for ${span(leaseMs)} more`,
    ...(crashes > 0 ? [`${plural(crashes, 'worker')} ended over it`] : []),
  ].join(' · ');

export const failedName = ({ kind, subject }: Pick<FailedWork, 'kind' | 'subject'>): string =>
  kind === 'job' ? jobName(subject) : subject;

export const giveUpText = ({ kind, subject }: Pick<FailedWork, 'kind' | 'subject'>): string => {
  if (kind === 'job') return 'It becomes a dead letter, where it can still be tried again.';
  return /^(request|reminder)\b/.test(subject)
    ? 'The question goes on to its person’s next channel, or stays in the inbox.'
    : 'It is not sent any more.';
};

export const runName = ({ agent }: HeldRun): string => agentName(agent);
