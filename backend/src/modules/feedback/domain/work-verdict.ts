import {
  MOST_COUNTED,
  type ProcessView,
  type WakeUpQueue,
  type WorkKind,
  type WorkLine,
  type WorkVerdict,
} from '@parley/contracts';

export interface WorkSeen {
  lines: readonly WorkLine[];
  queue: WakeUpQueue;
  processes: readonly Pick<ProcessView, 'role' | 'fresh' | 'draining'>[];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
type Level = WorkVerdict['level'];

/** From when on somebody should look. A worker that lives takes what is due within seconds (F3). */
const LIMITS = { late: 15 * SECOND, stuck: MINUTE };
/** Nobody waits for these by the second. */
const PATIENT = { late: 2 * MINUTE, stuck: 10 * MINUTE };
const limitsOf = (kind: WorkKind) => (kind === 'mailboxes' || kind === 'agents' ? PATIENT : LIMITS);

/** One and many. */
const WAITS: Record<Exclude<WorkKind, 'job'>, [string, string]> = {
  runs: ['run waits for a worker', 'runs wait for a worker'],
  deliveries: ['delivery waits to be sent', 'deliveries wait to be sent'],
  ladders: ['question waits for its next channel', 'questions wait for their next channel'],
  deadlines: ['question is past its deadline', 'questions are past their deadline'],
  mailboxes: ['mailbox waits to be looked into', 'mailboxes wait to be looked into'],
  agents: ['agent elsewhere waits to be looked at', 'agents elsewhere wait to be looked at'],
};
/** Jobs by what they do. One that a newer version brought is named as it names itself. */
const JOB_WAITS: Readonly<Record<string, [string, string]>> = {
  'advance-run': ['wake-up of a run waits', 'wake-ups of runs wait'],
  deliver: ['wake-up of a delivery waits', 'wake-ups of deliveries wait'],
  'close-request': ['old card waits to be closed', 'old cards wait to be closed'],
  'handle-inbound': ['arrival from outside waits', 'arrivals from outside wait'],
  'withdraw-tasks': ['task elsewhere waits to be withdrawn', 'tasks elsewhere wait to be withdrawn'],
  'read-mail': ['mail waits to be read', 'mails wait to be read'],
  'sync-mailbox': ['mailbox with news waits', 'mailboxes with news wait'],
};
const jobWaits = (name: string) => JOB_WAITS[name] ?? [`job “${name}” waits`, `jobs “${name}” wait`];

const waits = ({ kind, name, waiting }: WorkLine): string => {
  const [one, many] = kind === 'job' ? jobWaits(name ?? '') : WAITS[kind];
  const count =
    waiting > MOST_COUNTED ? `More than ${MOST_COUNTED.toLocaleString('en')}` : waiting.toLocaleString('en');
  return `${count} ${waiting === 1 ? one : many}`;
};

/** `40 s`, `3 min`, `2 h`, `4 days`. */
export const longSpan = (ms: number): string => {
  if (ms < 90 * SECOND) return `${Math.round(ms / SECOND)} s`;
  if (ms < 90 * MINUTE) return `${Math.round(ms / MINUTE)} min`;
  return ms < 48 * 60 * MINUTE ? `${Math.round(ms / (60 * MINUTE))} h` : `${Math.round(ms / (24 * 60 * MINUTE))} days`;
};

const levelOf = ({ kind, waitedMs, parked }: WorkLine): Level => {
  if (parked || waitedMs === null) return 'fine';
  const { late, stuck } = limitsOf(kind);
  if (waitedMs >= stuck) return 'stuck';
  return waitedMs >= late ? 'late' : 'fine';
};

const workersOf = ({ processes }: WorkSeen) => processes.filter(({ role, fresh }) => role !== 'api' && fresh);

interface Reason {
  level: Level;
  text: string;
}

/** What would hold up everything. */
const causes = (seen: WorkSeen): Reason[] => {
  const workers = workersOf(seen);
  const reasons: Reason[] = [];
  if (workers.length === 0)
    reasons.push({ level: 'stuck', text: 'No worker is running. What is due waits until one is started.' });
  else if (workers.every(({ draining }) => draining))
    reasons.push({
      level: 'late',
      text: 'Every worker is ending and takes nothing new. Another one should be starting.',
    });
  if (seen.queue.counts?.paused)
    reasons.push({ level: 'stuck', text: 'The wake-up queue is paused. Resume it in the queue dashboard.' });
  if (seen.queue.counts === null) {
    const name = seen.queue.on === 'redis' ? 'Redis' : 'The wake-up queue';
    reasons.push({ level: 'late', text: `${name} does not answer. Work goes on, found in PostgreSQL a little later.` });
  }
  return reasons;
};

const lateLine = (line: WorkLine, workers: number): Reason => {
  const what = `${waits(line)}, the oldest for ${longSpan(line.waitedMs ?? 0)}`;
  if (workers === 0) return { level: levelOf(line), text: `${what}.` };
  return {
    level: levelOf(line),
    text: `${what}, though ${workers === 1 ? 'a worker runs' : `${workers} workers run`}.`,
  };
};

const LEVELS: readonly Level[] = ['fine', 'late', 'stuck'];
const TITLE: Record<Level, string> = {
  fine: 'Everything is in hand',
  late: 'Slower than it should be',
  stuck: 'Something is stuck',
};

/** Is it stuck, and why? For somebody who has a minute. */
export const workVerdict = (seen: WorkSeen): WorkVerdict => {
  const workers = workersOf(seen).length;
  const late = seen.lines
    .filter((line) => levelOf(line) !== 'fine')
    .sort((a, b) => (b.waitedMs ?? 0) - (a.waitedMs ?? 0))
    .map((line) => lateLine(line, workers));
  const reasons = [...causes(seen), ...late];
  const level = LEVELS.findLast((one) => reasons.some((reason) => reason.level === one)) ?? 'fine';
  return { level, title: TITLE[level], reasons: reasons.map(({ text }) => text) };
};
