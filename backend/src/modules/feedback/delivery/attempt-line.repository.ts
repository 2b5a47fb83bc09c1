import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../platform/prisma/index.js';
import { type Attempt, UNUSABLE } from './attempt.js';

/** Past it, the worker that began an attempt is believed dead. While it lives it prolongs the lease (attempt-lease.ts). */
export const LEASE_MS = 3_000;
const LEASE = `interval '${LEASE_MS} ms'`;
/** A BullMQ delay may end a little before the database's clock says so. */
const EARLY = "interval '50 ms'";

/** Past its deadline nobody is sent it any more, unless its person put it off till after that (FB-14). */
const OVERDUE = 'f.expires_at <= now() AND (f.snoozed_until IS NULL OR f.snoozed_until < f.expires_at)';

/** Nobody is shown words that never came: the agent failed before it had any. */
const UNSAID = `(a.purpose = 'MESSAGE' AND m.status <> 'STREAMING' AND m.text = '')`;

/**
 * What goes to one address about one session goes there in its order, one at a time (and a unique index sees to the latter): so
 * a thread begins once, and an agent's words stand before its question. Whoever was put off for a moment keeps its place, and
 * a first message of which nobody knows holds the others until it was looked up once. Nobody waits for what is tried again
 * later, or is stuck.
 */
const IN_LINE = `NOT EXISTS (SELECT 1 FROM delivery_attempt o WHERE o.session_id = a.session_id AND o.channel_id = a.channel_id
  AND o.id <> a.id AND o.ended_at IS NULL AND o.purpose <> 'UPDATE' AND CASE o.status
    WHEN 'SENDING' THEN o.lease_until > now()
    WHEN 'PENDING' THEN o.id < a.id AND o.due_at BETWEEN now() - interval '10 s' AND now() + interval '400 ms'
    WHEN 'UNKNOWN' THEN o.id < a.id AND o.thread IS NULL AND o.lookups <= 1 ELSE false END)`;

/** Where words of Parley's own belong; else where the session's words and questions go on; else where it began. */
const THREAD = `coalesce(CASE WHEN jsonb_typeof(a.note -> 'thread') = 'object' THEN a.note -> 'thread' END,
  (SELECT n.receipt FROM delivery_attempt n WHERE n.session_id = a.session_id AND n.channel_id = a.channel_id AND n.receipt IS NOT NULL
     AND n.purpose <> 'NOTE' ORDER BY n.ended_at DESC, n.id DESC LIMIT 1),
  (SELECT s.thread FROM session_thread s WHERE s.session_id = a.session_id AND s.channel_id = a.channel_id))`;

const stateJson = (f: string) =>
  `jsonb_build_object('status', ${f}.status, 'climb', ${f}.climb, 'assigneeId', ${f}.assignee_id)`;

/** Unique index: one call at a time about one session at one address. */
const ONE_SENDING = 'delivery_attempt_one_sending';
const isInUse = (error: unknown): boolean =>
  error instanceof Error && (error as { constraint?: string }).constraint === ONE_SENDING;

/** Whose turn it is, and who is at it. */
@Injectable()
export class AttemptLine {
  constructor(private readonly pool: PgPool) {}

  /**
   * Takes an attempt that is due. The mark stands before any call, so that a crash in the middle leaves an unknown outcome
   * and not a second send. Null: somebody else is at it, or it is not its turn, or it has its result.
   */
  async begin(attemptId: string): Promise<Attempt | null> {
    try {
      return await this.take(attemptId);
    } catch (error) {
      if (isInUse(error)) return null;
      throw error;
    }
  }

  private async take(attemptId: string): Promise<Attempt | null> {
    const { rows } = await this.pool.query<Attempt>({
      name: 'attempt-begin',
      text: `WITH found AS (
          SELECT a.id, a.status = 'PENDING' AND (${UNUSABLE} OR ${UNSAID} OR a.purpose IN ('REQUEST', 'REMINDER')
            AND (f.status <> 'PENDING' OR f.climb <> a.climb OR ${OVERDUE})) AS unwanted,
            CASE WHEN a.purpose <> 'UPDATE' AND a.status = 'PENDING' THEN ${THREAD} ELSE a.thread END AS thread
          FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
            LEFT JOIN feedback_request f ON f.id = a.request_id LEFT JOIN message m ON m.id = a.message_id
          WHERE a.id = $1 AND (a.purpose = 'UPDATE' OR a.status <> 'PENDING' OR ${IN_LINE})
        ), a AS (
          UPDATE delivery_attempt a SET thread = found.thread,
            status = CASE WHEN found.unwanted THEN a.status WHEN a.status = 'PENDING' THEN 'SENDING' ELSE 'UNKNOWN' END::"DeliveryStatus",
            started_at = CASE WHEN found.unwanted THEN NULL ELSE coalesce(a.started_at, clock_timestamp()) END,
            lease_until = now() + ${LEASE}
          FROM found WHERE a.id = found.id AND a.ended_at IS NULL AND CASE a.status
            WHEN 'PENDING' THEN a.due_at <= now() + ${EARLY}
            WHEN 'SENDING' THEN a.lease_until IS NULL OR a.lease_until < now()
            ELSE a.due_at <= now() + ${EARLY} AND (a.lease_until IS NULL OR a.lease_until < now()) END
          RETURNING a.*, found.unwanted)
        SELECT a.id, a.session_id AS "sessionId", a.request_id AS "requestId", a.message_id AS "messageId",
          coalesce(m.status = 'STREAMING', false) AS growing, a.channel_id AS "channelId", a.purpose, a.climb, a.try_no AS "tryNo",
          CASE WHEN a.unwanted THEN 'SKIPPED' ELSE a.status::text END AS status, a.lookups, a.target_id AS "targetId", a.note, a.thread,
          t.receipt AS "targetReceipt", CASE WHEN f.id IS NOT NULL THEN ${stateJson('f')} END AS state,
          jsonb_build_object('id', c.id, 'userId', c.user_id, 'type', c.type, 'address', c.address, 'integrationId', c.integration_id) AS address
        FROM a JOIN communication_channel c ON c.id = a.channel_id LEFT JOIN delivery_attempt t ON t.id = a.target_id
          LEFT JOIN feedback_request f ON f.id = a.request_id LEFT JOIN message m ON m.id = a.message_id`,
      values: [attemptId],
    });
    return rows[0] ?? null;
  }

  /** Who waited behind what has just ended, and is due. */
  async next({ sessionId, channelId }: Attempt): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'attempt-next-in-line',
      text: `SELECT id FROM delivery_attempt WHERE session_id = $1 AND channel_id = $2 AND ended_at IS NULL AND status = 'PENDING'
        AND purpose <> 'UPDATE' AND due_at <= now() ORDER BY id LIMIT 1`,
      values: [sessionId, channelId],
    });
    return rows[0]?.id ?? null;
  }

  /**
   * Its call is still under way. What has waited for a lock may come too late, hence the clock and not now(); and whoever
   * took it over has changed its status. @returns whether it is still held
   */
  async hold({ id, status }: Attempt): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'attempt-hold',
      text: `UPDATE delivery_attempt SET lease_until = clock_timestamp() + ${LEASE}
        WHERE id = $1 AND status = $2::"DeliveryStatus" AND ended_at IS NULL AND lease_until > clock_timestamp()`,
      values: [id, status],
    });
    return rowCount === 1;
  }

  /** Nothing was called: it goes back, to be taken again in a moment. */
  async postpone(attemptId: string, ms: number): Promise<void> {
    await this.pool.query(
      `UPDATE delivery_attempt SET status = CASE status WHEN 'SENDING' THEN 'PENDING' ELSE status END, lease_until = NULL,
         due_at = now() + make_interval(secs => $2::float8 / 1000) WHERE id = $1 AND ended_at IS NULL`,
      [attemptId, ms],
    );
  }

  /** Attempts that are due and with nobody: taken for a moment, so that one relay hands on each. */
  async takeDue(limit: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'attempt-take-due',
      text: `UPDATE delivery_attempt SET lease_until = CASE status WHEN 'PENDING' THEN now() + ${LEASE}
            WHEN 'SENDING' THEN coalesce(lease_until, now() - ${LEASE}) ELSE lease_until END,
          due_at = CASE status WHEN 'PENDING' THEN due_at ELSE now() END
        WHERE id IN (SELECT id FROM delivery_attempt
          WHERE ended_at IS NULL AND due_at <= now() AND (lease_until IS NULL OR lease_until < now())
          ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      values: [limit],
    });
    return rows.map((row) => row.id);
  }
}
