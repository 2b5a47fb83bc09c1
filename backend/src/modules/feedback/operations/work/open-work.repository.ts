import { Injectable } from '@nestjs/common';
import type { FailedWork, HeldRun } from '@parley/contracts';
import { PgPool, type Tx } from '../../../../platform/prisma/index.js';
import { subject } from '../subject-sql.js';

/** Enough for a page. */
const MOST = 50;
/** A look at no more than these, however many there are. */
const MOST_READ = 10_000;

/** Why the try before failed: of the one it repeats, or of the one before on the same rung. */
const LAST_ERROR = `coalesce((SELECT p.error FROM delivery_attempt p WHERE p.id = a.retry_of),
  (SELECT p.error FROM delivery_attempt p WHERE p.request_id = a.request_id AND p.channel_id = a.channel_id AND p.attempt_no < a.attempt_no
   ORDER BY p.attempt_no DESC LIMIT 1), 'unknown')`;

/** Single pieces of what is open, and an operator's hand on them. */
@Injectable()
export class OpenWorkRepository {
  constructor(private readonly pool: PgPool) {}

  /** Runs that a worker holds, those first that have been at one thing for longest. */
  async heldRuns(): Promise<HeldRun[]> {
    const { rows } = await this.pool.query<HeldRun>(
      `SELECT r.id, r.agent, r.crashes, (extract(epoch FROM r.lease_until - now()) * 1000)::int AS "leaseMs",
          greatest(0, extract(epoch FROM now() - s.since) * 1000)::float8::bigint::float8 AS "stepMs"
       FROM agent_run r JOIN agent_state s ON s.session_id = r.session_id
       WHERE r.status = 'RUNNING' AND r.lease_until >= now() ORDER BY s.since LIMIT ${MOST}`,
    );
    return rows;
  }

  /** What waits for its next try, the next one first. */
  async failed(): Promise<FailedWork[]> {
    const { rows } = await this.pool.query<{ work: FailedWork }>(
      `SELECT work FROM (
         SELECT jsonb_build_object('kind', 'delivery', 'id', a.id,
             'subject', concat(lower(a.purpose::text), CASE WHEN f.id IS NOT NULL THEN concat(' of ', ${subject('f')}) END),
             'person', u.name, 'channel', c.type, 'tries', a.try_no - 1, 'error', ${LAST_ERROR}, 'nextAt', a.due_at) AS work, a.due_at AS at
         FROM (SELECT * FROM delivery_attempt WHERE ended_at IS NULL AND status = 'PENDING' AND due_at > now() AND try_no > 1
             ORDER BY due_at LIMIT ${MOST}) a
           JOIN communication_channel c ON c.id = a.channel_id JOIN app_user u ON u.id = c.user_id LEFT JOIN feedback_request f ON f.id = a.request_id
         UNION ALL
         SELECT jsonb_build_object('kind', 'job', 'id', j.id, 'subject', j.kind, 'person', NULL, 'channel', NULL, 'tries', j.tries,
             'error', coalesce(j.last_error, 'unknown'), 'nextAt', j.available_at), j.available_at
         FROM (SELECT * FROM outbox_job WHERE dead_at IS NULL ORDER BY available_at LIMIT ${MOST_READ}) j WHERE j.tries > 0) open
       ORDER BY at LIMIT ${MOST}`,
    );
    return rows.map((row) => row.work);
  }

  /** @returns whether it still waited for its next try */
  async makeDue(kind: FailedWork['kind'], id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      kind === 'job'
        ? 'UPDATE outbox_job SET available_at = now() WHERE id = $1 AND dead_at IS NULL AND tries > 0'
        : `UPDATE delivery_attempt SET due_at = now() WHERE id = $1 AND ended_at IS NULL AND status = 'PENDING' AND due_at > now()`,
      [id],
    );
    return rowCount === 1;
  }

  /** From now on it is a dead letter. @returns whether it was still tried */
  async buryJob(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'UPDATE outbox_job SET dead_at = now() WHERE id = $1 AND dead_at IS NULL AND tries > 0',
      [id],
    );
    return rowCount === 1;
  }

  /** A delivery that waits for another try. */
  async waitingAttempt(id: string, tx: Tx = this.pool): Promise<{ sessionId: string; climbs: string | null } | null> {
    const { rows } = await tx.query<{ sessionId: string; climbs: string | null }>(
      `SELECT session_id AS "sessionId", CASE WHEN purpose IN ('REQUEST', 'REMINDER') THEN request_id END AS climbs
       FROM delivery_attempt WHERE id = $1 AND ended_at IS NULL AND status = 'PENDING' AND try_no > 1`,
      [id],
    );
    return rows[0] ?? null;
  }
}
