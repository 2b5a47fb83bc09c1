import { Injectable } from '@nestjs/common';
import type { DeliveryWhy } from '@parley/contracts';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';
import { lockSession, lockSessions } from '../../agent-state/index.js';
import type { RequestState } from './attempt.js';

/** Of `f`: not put off by its person. */
const AWAKE = '(f.snoozed_until IS NULL OR f.snoozed_until <= now())';

/** Where each request stands on its ladder: columns of the request's own row. */
@Injectable()
export class ClimbRepository {
  constructor(private readonly pool: PgPool) {}

  /** @param at milliseconds since 1970 */
  async lookAgain(tx: Tx, requestId: string, at: number): Promise<void> {
    await tx.query({
      name: 'climb-look-again',
      text: `UPDATE feedback_request SET next_rung_at = to_timestamp($2::float8 / 1000) WHERE id = $1 AND status = 'PENDING'`,
      values: [requestId, at],
    });
  }

  async sent(
    tx: Tx,
    requestId: string,
    { outside, reminders, lookAgainAt }: { outside: boolean; reminders: number; lookAgainAt: number },
  ): Promise<void> {
    await tx.query({
      name: 'climb-sent',
      text: `UPDATE feedback_request SET sent_outside = sent_outside OR $2, reminders = reminders + $3,
          next_rung_at = to_timestamp($4::float8 / 1000) WHERE id = $1 AND status = 'PENDING'`,
      values: [requestId, outside, reminders, lookAgainAt],
    });
  }

  /** Nothing more is tried by itself. @param reached false: nobody was, which operators should see */
  async giveUp(tx: Tx, requestId: string, reached: boolean): Promise<void> {
    await tx.query({
      name: 'climb-give-up',
      text: `UPDATE feedback_request SET next_rung_at = NULL, given_up_at = CASE WHEN $2 THEN NULL ELSE coalesce(given_up_at, now()) END
        WHERE id = $1 AND status = 'PENDING'`,
      values: [requestId, reached],
    });
  }

  async restart(
    tx: Tx,
    requestId: string,
    why: DeliveryWhy,
    { snoozedUntil, delegation }: { snoozedUntil?: Date; delegation?: { to: { id: string } } },
  ): Promise<void> {
    await tx.query({
      name: 'climb-restart',
      text: `UPDATE feedback_request SET climb = climb + 1, climb_why = $2, given_up_at = NULL, next_rung_at = now(), snoozed_until = $3,
          delegation = coalesce($4::jsonb, delegation), assignee_id = coalesce(($4::jsonb #>> '{to,id}')::uuid, assignee_id),
          seen_at = CASE WHEN $4::jsonb IS NULL THEN seen_at END
        WHERE id = $1 AND status = 'PENDING'`,
      values: [requestId, why, snoozedUntil ?? null, delegation ? JSON.stringify(delegation) : null],
    });
  }

  /** Under the session's lock. */
  async stateOf(tx: Tx, requestId: string): Promise<RequestState | null> {
    const { rows } = await tx.query<RequestState>({
      name: 'climb-state',
      text: 'SELECT status, climb, assignee_id AS "assigneeId" FROM feedback_request WHERE id = $1',
      values: [requestId],
    });
    return rows[0] ?? null;
  }

  /**
   * Was anybody outside told, or did the person see it in the web app, or was the web all there is? What is on its way,
   * or what nobody knows of, may have arrived.
   */
  async wasReached(requestId: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ reached: boolean }>(
      `SELECT f.seen_at IS NOT NULL OR count(a.id) = 0 OR bool_or(a.status IN ('ACCEPTED', 'SENDING', 'UNKNOWN') AND a.returned IS DISTINCT FROM 'bounced') AS reached
       FROM feedback_request f LEFT JOIN (delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id AND c.type <> 'WEB')
         ON a.request_id = f.id AND a.purpose IN ('REQUEST', 'REMINDER') AND a.status <> 'SKIPPED'
       WHERE f.id = $1 GROUP BY f.id`,
      [requestId],
    );
    return rows[0]?.reached ?? true;
  }

  /** Requests whose ladder is due to be looked at, with their sessions. */
  async due(limit: number): Promise<{ id: string; sessionId: string }[]> {
    const { rows } = await this.pool.query<{ id: string; sessionId: string }>({
      name: 'climb-due',
      text: `SELECT id, session_id AS "sessionId" FROM feedback_request
        WHERE status = 'PENDING' AND next_rung_at <= now() ORDER BY next_rung_at LIMIT $1`,
      values: [limit],
    });
    return rows;
  }

  /** It could not be looked at: later, so that those behind it get their turn. */
  async putOff(requestId: string, inMs: number): Promise<void> {
    await this.pool.query(
      `UPDATE feedback_request SET next_rung_at = now() + make_interval(secs => $2::float8 / 1000)
       WHERE id = $1 AND status = 'PENDING' AND next_rung_at <= now()`,
      [requestId, inMs],
    );
  }

  /**
   * A person went away from a session: its questions may be due earlier than they stand. Under the session's lock, as
   * `reconsider` is: a plan that did not know of it yet writes when it looks again, and would write over this.
   */
  async hurry(personId: string, sessionId: string, inMs: number): Promise<void> {
    await this.pool.query(
      `WITH ${lockSession('$2')} UPDATE feedback_request f
         SET next_rung_at = least(f.next_rung_at, now() + make_interval(secs => $3::float8 / 1000)) FROM lock
       WHERE f.session_id = lock.id AND f.assignee_id = $1 AND f.status = 'PENDING' AND f.next_rung_at IS NOT NULL AND ${AWAKE}`,
      [personId, sessionId, inMs],
    );
  }

  /** A person's channels or wishes are not what they were: what waits for a rung, or found no further one, is looked at again. */
  async reconsider(personId: string): Promise<void> {
    await this.pool.query(
      `WITH ${lockSessions(`SELECT session_id FROM feedback_request WHERE assignee_id = $1 AND status = 'PENDING'`)}
       UPDATE feedback_request f SET next_rung_at = least(f.next_rung_at, now()) FROM lock
       WHERE f.session_id = lock.id AND f.assignee_id = $1 AND f.status = 'PENDING' AND ${AWAKE}`,
      [personId],
    );
  }

  /**
   * A person's account is in use again. A climb that stood still meanwhile, or whose next word was not sent, begins anew; another
   * goes on from where it was.
   */
  async wake(tx: Tx, personId: string): Promise<void> {
    await tx.query(
      `UPDATE feedback_request f SET next_rung_at = now(), given_up_at = NULL, climb = f.climb + stood.still::int,
         climb_why = CASE WHEN stood.still THEN 'operator' ELSE f.climb_why END
       FROM feedback_request w CROSS JOIN LATERAL (
         SELECT count(a.id) = 0 OR bool_or(a.status = 'SKIPPED') AS still FROM delivery_attempt a
         WHERE a.request_id = w.id AND a.climb = w.climb AND a.purpose IN ('REQUEST', 'REMINDER')) stood
       WHERE w.id = f.id AND f.assignee_id = $1 AND f.status = 'PENDING' AND ${AWAKE}`,
      [personId],
    );
  }

  /** The person has it on the screen. */
  async seen(personId: string, sessionId: string): Promise<void> {
    await this.pool.query(
      `UPDATE feedback_request SET seen_at = now() WHERE assignee_id = $1 AND session_id = $2 AND status = 'PENDING' AND seen_at IS NULL`,
      [personId, sessionId],
    );
  }
}
