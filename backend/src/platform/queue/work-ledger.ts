import { Injectable } from '@nestjs/common';
import { MOST_COUNTED, type WorkKind, type WorkLine } from '@parley/contracts';
import { ReservedPool } from '../prisma/index.js';
import { JobCatalogue } from './job-catalogue.js';

/** No count reads more rows than that, however much there is. */
const LIMIT = `LIMIT ${MOST_COUNTED + 1}`;
const count = (condition: string) => `count(*) FILTER (WHERE ${condition})::int`;
/** Milliseconds since the oldest of these. */
const age = (since: string, condition: string) =>
  `(extract(epoch FROM now() - min(${since}) FILTER (WHERE ${condition})) * 1000)::float8`;

interface Reading {
  kind: WorkKind;
  name?: string;
  waiting: string;
  since: string;
  working: string;
  later: string;
  failing: string;
  /** The rows that are open, the most urgent first: what a partial index holds. */
  from: string;
}

/** The same rows that the sweeper looks for, each by the same index. */
const READINGS: readonly Reading[] = [
  {
    kind: 'runs',
    waiting: 'awake AND (lease_until IS NULL OR lease_until < now())',
    // When a run woke up is written nowhere: since the last thing that happened in its session.
    since: `CASE WHEN lease_until IS NOT NULL THEN lease_until WHEN lease_version = 0 THEN created_at
      ELSE (SELECT s.updated_at FROM chat_session s WHERE s.id = session_id) END`,
    working: 'awake AND lease_until >= now()',
    later: 'NOT awake',
    failing: 'awake AND crashes > 0',
    // Descending: first those that nobody has, by the index.
    from: `(SELECT true AS awake, lease_until, lease_version, created_at, session_id, crashes FROM agent_run
        WHERE status IN ('QUEUED', 'RUNNING') OR (status = 'WAITING_FOR_FEEDBACK' AND wake_count > seen_wake) ORDER BY lease_until DESC ${LIMIT})
      UNION ALL (SELECT false, NULL, 0, NULL, NULL, 0 FROM agent_run WHERE status = 'WAITING_FOR_FEEDBACK' AND wake_count <= seen_wake ${LIMIT})`,
  },
  {
    kind: 'deliveries',
    // A relay leases what it hands on: it waits all the same, until it is sent.
    waiting: `due_at <= now() AND (status = 'PENDING' OR lease_until IS NULL OR lease_until < now())`,
    since: `CASE WHEN status = 'PENDING' THEN due_at ELSE greatest(due_at, lease_until) END`,
    working: `status <> 'PENDING' AND lease_until >= now()`,
    later: `due_at > now() AND (status = 'PENDING' OR lease_until IS NULL OR lease_until < now())`,
    failing: `try_no > 1 OR retry_of IS NOT NULL OR status = 'UNKNOWN'`,
    from: `SELECT status, due_at, lease_until, try_no, retry_of FROM delivery_attempt WHERE ended_at IS NULL ORDER BY due_at ${LIMIT}`,
  },
  {
    kind: 'ladders',
    waiting: 'next_rung_at <= now()',
    since: 'next_rung_at',
    working: 'false',
    later: 'next_rung_at > now()',
    failing: 'false',
    from: `SELECT next_rung_at FROM feedback_request WHERE status = 'PENDING' AND next_rung_at IS NOT NULL ORDER BY next_rung_at ${LIMIT}`,
  },
  {
    kind: 'deadlines',
    waiting: 'expires_at <= now()',
    since: 'expires_at',
    working: 'false',
    later: 'expires_at > now()',
    failing: 'false',
    from: `SELECT expires_at FROM feedback_request
      WHERE status = 'PENDING' AND expires_at IS NOT NULL AND on_expiry <> 'PARK' ORDER BY expires_at ${LIMIT}`,
  },
  {
    kind: 'mailboxes',
    waiting: 'coalesce(lease_until, due_at) <= now()',
    since: 'coalesce(lease_until, due_at)',
    working: 'lease IS NOT NULL AND lease_until > now()',
    later: 'lease IS NULL AND coalesce(lease_until, due_at) > now()',
    failing: 'problem IS NOT NULL',
    from: `SELECT s.lease, s.lease_until, s.due_at, s.problem FROM mailbox_sync s
      JOIN integration i ON i.id = s.integration_id AND i.status = 'ACTIVE' ${LIMIT}`,
  },
  {
    kind: 'agents',
    waiting: 'due_at <= now()',
    since: 'due_at',
    working: 'false',
    later: 'due_at > now()',
    failing: 'failures > 0',
    from: `SELECT due_at, failures FROM directory_agent ORDER BY due_at ${LIMIT}`,
  },
];

const JOBS: Omit<Reading, 'kind'> = {
  waiting: 'available_at <= now()',
  since: 'CASE WHEN tries = 0 THEN created_at ELSE available_at END',
  // Handed on, to come back should nobody do it.
  working: 'available_at > now() AND tries = 0',
  later: 'available_at > now() AND tries > 0',
  failing: 'tries > 0',
  from: `SELECT kind, tries, created_at, available_at FROM outbox_job WHERE dead_at IS NULL ORDER BY available_at ${LIMIT}`,
};

const columns = ({ waiting, since, working, later, failing }: Omit<Reading, 'kind' | 'from'>) =>
  `${count(waiting)} AS waiting, ${age(since, waiting)} AS waited, ${count(working)} AS working, ${count(later)} AS later, ${count(failing)} AS failing`;

/** One statement for all of it, in a few milliseconds. */
const LEDGER = [
  ...READINGS.map(
    (reading) => `SELECT '${reading.kind}' AS kind, NULL AS name, ${columns(reading)} FROM (${reading.from}) t`,
  ),
  `SELECT 'job', kind, ${columns(JOBS)} FROM (${JOBS.from}) t GROUP BY kind`,
].join('\nUNION ALL\n');

/** What is due in PostgreSQL, by kind of work: the truth, whatever the queue says. */
@Injectable()
export class WorkLedger {
  constructor(
    // Also while all others are busy: that is when somebody asks.
    private readonly pool: ReservedPool,
    private readonly catalogue: JobCatalogue,
  ) {}

  async read(): Promise<WorkLine[]> {
    const { rows } = await this.pool.query<Omit<WorkLine, 'parked' | 'waitedMs'> & { waited: number | null }>({
      name: 'work-ledger',
      text: LEDGER,
    });
    return rows.map(({ waited, ...line }) => ({
      ...line,
      waitedMs: waited === null ? null : Math.max(0, Math.round(waited)),
      parked: this.isParked(line),
    }));
  }

  /** Nobody does it here: its channel is not connected. */
  private isParked({ kind, name }: Pick<WorkLine, 'kind' | 'name'>): boolean {
    const job = kind === 'mailboxes' ? 'sync-mailbox' : name;
    return job !== null && !this.catalogue.kinds.some((done) => done === job);
  }
}
