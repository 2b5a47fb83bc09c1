import { Injectable } from '@nestjs/common';
import type { AdminDelivery, ChannelType, DeadLetter, DeliveryStatus } from '@parley/contracts';
import { PgPool } from '../../../platform/prisma/index.js';
import { deliveryJson } from '../delivery/delivery-json.js';
import { subject } from './subject-sql.js';

export interface DeliveryFilter {
  status?: DeliveryStatus | undefined;
  channel?: ChannelType | undefined;
  /** Part of a name or an address. */
  person?: string | undefined;
  /** Older than this attempt. */
  before?: string | undefined;
  limit: number;
}

/** Enough for a page; who has more has another problem. */
const MAX_DEAD = 200;
/** Ended requests are shown that long. */
const SHOWN = "interval '30 days'";

/** An administrator decided so, and hears of what waits. */
const DISABLED = 'The account of its person is disabled, so nobody is asked. It goes on when the account is enabled.';

/** What operators see of all people's deliveries: whether they arrived, never what was answered. */
@Injectable()
export class OperationsRepository {
  constructor(private readonly pool: PgPool) {}

  /** Newest first. @param viewer whose own conversations are named */
  async deliveries(filter: DeliveryFilter, viewer: string): Promise<{ items: AdminDelivery[]; hasMore: boolean }> {
    const { rows } = await this.pool.query<{ delivery: AdminDelivery }>(
      `SELECT ${deliveryJson('a', 'c')} || jsonb_build_object('person', u.name, 'subject', CASE WHEN f.id IS NOT NULL THEN ${subject('f')} END,
         'sessionId', (SELECT s.id FROM chat_session s WHERE s.id = a.session_id AND s.owner_id = $6),
         'dead', a.dead AND NOT EXISTS (SELECT 1 FROM delivery_attempt r WHERE r.retry_of = a.id)) AS delivery
       FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id JOIN app_user u ON u.id = c.user_id
       LEFT JOIN feedback_request f ON f.id = a.request_id
       WHERE ($1::"DeliveryStatus" IS NULL OR a.status = $1::"DeliveryStatus") AND ($2::"ChannelType" IS NULL OR c.type = $2::"ChannelType")
         AND ($3::uuid IS NULL OR a.id < $3)
         AND ($5::text IS NULL OR position(lower($5) IN lower(concat_ws(' ', u.name, u.email, c.label, c.address))) > 0)
       ORDER BY a.id DESC LIMIT $4`,
      [
        ...[filter.status ?? null, filter.channel ?? null, filter.before ?? null, filter.limit + 1],
        ...[filter.person?.trim() || null, viewer],
      ],
    );
    return { items: rows.slice(0, filter.limit).map((row) => row.delivery), hasMore: rows.length > filter.limit };
  }

  async deadLetters(): Promise<DeadLetter[]> {
    const { rows } = await this.pool.query<{ letter: DeadLetter }>(
      `SELECT letter FROM (
         SELECT jsonb_build_object('kind', 'request', 'id', f.id, 'subject', ${subject('f')}, 'person', u.name,
           'channel', NULL, 'error', coalesce(f.reason, 'No channel could bring it to its person.'),
           'at', coalesce(f.settled_at, f.given_up_at), 'retryable', f.status = 'PENDING') AS letter, coalesce(f.settled_at, f.given_up_at) AS at
         FROM feedback_request f JOIN app_user u ON u.id = f.assignee_id
         WHERE f.given_up_at IS NOT NULL AND (f.status = 'PENDING' AND u.disabled_at IS NULL
           OR f.status = 'UNDELIVERABLE' AND f.settled_at > now() - ${SHOWN})
         UNION ALL
         SELECT jsonb_build_object('kind', 'request', 'id', f.id, 'subject', ${subject('f')}, 'person', u.name, 'channel', NULL,
           'error', '${DISABLED}', 'at', greatest(u.disabled_at, f.created_at), 'retryable', false), greatest(u.disabled_at, f.created_at)
         FROM app_user u JOIN feedback_request f ON f.assignee_id = u.id AND f.status = 'PENDING' WHERE u.disabled_at IS NOT NULL
         UNION ALL
         SELECT jsonb_build_object('kind', 'delivery', 'id', a.id,
           'subject', concat(lower(a.purpose::text), CASE WHEN f.id IS NOT NULL THEN concat(' of ', ${subject('f')}) END), 'person', u.name, 'channel', c.type,
           'error', coalesce(a.error, 'unknown'), 'at', a.ended_at, 'retryable', true), a.ended_at
         FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id JOIN app_user u ON u.id = c.user_id
         LEFT JOIN feedback_request f ON f.id = a.request_id
         WHERE a.dead AND NOT EXISTS (SELECT 1 FROM delivery_attempt r WHERE r.retry_of = a.id)
         UNION ALL
         SELECT jsonb_build_object('kind', 'job', 'id', j.id, 'subject', j.kind, 'person', NULL, 'channel', NULL,
           'error', coalesce(j.last_error, 'unknown'), 'at', j.dead_at, 'retryable', true), j.dead_at
         FROM outbox_job j WHERE j.dead_at IS NOT NULL) letters
       ORDER BY at DESC LIMIT ${MAX_DEAD}`,
    );
    return rows.map((row) => row.letter);
  }

  /** @returns whether there was such a job */
  async reviveJob(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'UPDATE outbox_job SET dead_at = NULL, tries = 0, available_at = now() WHERE id = $1 AND dead_at IS NOT NULL',
      [id],
    );
    return rowCount === 1;
  }

  /** The session of a dead delivery that nobody has retried yet. */
  async sessionOfDead(attemptId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ session_id: string }>(
      `SELECT session_id FROM delivery_attempt a WHERE id = $1 AND dead
         AND NOT EXISTS (SELECT 1 FROM delivery_attempt r WHERE r.retry_of = a.id)`,
      [attemptId],
    );
    return rows[0]?.session_id ?? null;
  }
}
