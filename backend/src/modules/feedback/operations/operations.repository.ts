import { Injectable } from '@nestjs/common';
import type { AdminDelivery, ChannelType, DeadLetter, DeliveryStatus } from '@parley/contracts';
import { PgPool } from '../../../platform/prisma/index.js';
import { deliveryJson } from '../delivery/delivery-json.js';

export interface DeliveryFilter {
  status?: DeliveryStatus | undefined;
  channel?: ChannelType | undefined;
  /** Older than this attempt. */
  before?: string | undefined;
  limit: number;
}

/** What it is, never what was asked: who operates Parley reads nobody's talk. */
const subject = (f: string) => `concat(lower(${f}.type::text), ' from ', ${f}.agent)`;

/** Enough for a page; who has more has another problem. */
const MAX_DEAD = 200;
/** Ended requests are shown that long. */
const SHOWN = "interval '30 days'";

/** What operators see of all people's deliveries: whether they arrived, never what was answered. */
@Injectable()
export class OperationsRepository {
  constructor(private readonly pool: PgPool) {}

  /** Newest first. */
  async deliveries(filter: DeliveryFilter): Promise<{ items: AdminDelivery[]; hasMore: boolean }> {
    const { rows } = await this.pool.query<{ delivery: AdminDelivery }>(
      `SELECT ${deliveryJson('a', 'c')} || jsonb_build_object('person', u.name, 'subject', CASE WHEN f.id IS NOT NULL THEN ${subject('f')} END) AS delivery
       FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id JOIN app_user u ON u.id = c.user_id
       LEFT JOIN feedback_request f ON f.id = a.request_id
       WHERE ($1::"DeliveryStatus" IS NULL OR a.status = $1::"DeliveryStatus") AND ($2::"ChannelType" IS NULL OR c.type = $2::"ChannelType")
         AND ($3::uuid IS NULL OR a.id < $3) ORDER BY a.id DESC LIMIT $4`,
      [filter.status ?? null, filter.channel ?? null, filter.before ?? null, filter.limit + 1],
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
         WHERE f.given_up_at IS NOT NULL AND (f.status = 'PENDING' OR f.status = 'UNDELIVERABLE' AND f.settled_at > now() - ${SHOWN})
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
