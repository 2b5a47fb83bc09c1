import { Injectable } from '@nestjs/common';
import type { FeedbackRequest, FeedbackStatus, SessionEvent, SessionEventPayload } from '@parley/contracts';
import { PgPool, type Tx } from '../../platform/prisma/index.js';
import { EVENT_JSON } from '../sessions/index.js';
import { requestJson } from './feedback-json.js';

export interface RequestFilter {
  assigneeId: string;
  status?: FeedbackStatus | undefined;
  sessionId?: string | undefined;
  limit: number;
}

@Injectable()
export class FeedbackRepository {
  constructor(private readonly pool: PgPool) {}

  async find(id: string, tx: Tx = this.pool): Promise<FeedbackRequest | null> {
    const { rows } = await tx.query<{ request: FeedbackRequest }>({
      name: 'feedback-find',
      text: `SELECT ${requestJson('f')} AS request FROM feedback_request f WHERE f.id = $1`,
      values: [id],
    });
    return rows[0]?.request ?? null;
  }

  /** Most urgent first, then oldest first: what waits longest is not buried. */
  async list(filter: RequestFilter): Promise<FeedbackRequest[]> {
    const { rows } = await this.pool.query<{ request: FeedbackRequest }>(
      `SELECT ${requestJson('f')} AS request FROM feedback_request f
       WHERE f.assignee_id = $1 AND ($2::"FeedbackStatus" IS NULL OR f.status = $2::"FeedbackStatus")
         AND ($3::uuid IS NULL OR f.session_id = $3)
       ORDER BY f.urgency DESC, f.created_at LIMIT $4`,
      [filter.assigneeId, filter.status ?? null, filter.sessionId ?? null, filter.limit],
    );
    return rows.map((row) => row.request);
  }

  async byIds(ids: string[]): Promise<FeedbackRequest[]> {
    if (!ids.length) return [];
    const { rows } = await this.pool.query<{ request: FeedbackRequest }>(
      `SELECT ${requestJson('f')} AS request FROM feedback_request f WHERE f.id = ANY ($1::uuid[])`,
      [ids],
    );
    return rows.map((row) => row.request);
  }

  async pendingOfSession(sessionId: string): Promise<FeedbackRequest[]> {
    const { rows } = await this.pool.query<{ request: FeedbackRequest }>(
      `SELECT ${requestJson('f')} AS request FROM feedback_request f
       WHERE f.session_id = $1 AND f.status = 'PENDING' ORDER BY f.created_at, f.id`,
      [sessionId],
    );
    return rows.map((row) => row.request);
  }

  /** The last question that a run asked. */
  async newestOfRun(runId: string): Promise<FeedbackRequest | null> {
    const { rows } = await this.pool.query<{ request: FeedbackRequest }>(
      `SELECT ${requestJson('f')} AS request FROM feedback_request f
       WHERE f.run_id = $1 ORDER BY f.created_at DESC, f.id DESC LIMIT 1`,
      [runId],
    );
    return rows[0]?.request ?? null;
  }

  async pendingOfRun(runId: string, tx: Tx): Promise<FeedbackRequest[]> {
    const { rows } = await tx.query<{ request: FeedbackRequest }>({
      name: 'feedback-pending-of-run',
      text: `SELECT ${requestJson('f')} AS request FROM feedback_request f WHERE f.run_id = $1 AND f.status = 'PENDING'`,
      values: [runId],
    });
    return rows.map((row) => row.request);
  }

  /** Open questions of a session to one person that are asked now, oldest first: neither snoozed nor overdue. Under the session's lock. */
  async askedNow(tx: Tx, sessionId: string, assigneeId: string): Promise<string[]> {
    const { rows } = await tx.query<{ id: string }>({
      name: 'feedback-asked-now',
      text: `SELECT id FROM feedback_request WHERE session_id = $1 AND assignee_id = $2 AND status = 'PENDING'
        AND (snoozed_until IS NULL OR snoozed_until <= now()) AND (expires_at IS NULL OR expires_at > now()) ORDER BY created_at, id`,
      values: [sessionId, assigneeId],
    });
    return rows.map((row) => row.id);
  }

  /** Tells that an open request has changed, as it stands now. Under the session's lock. */
  async recordUpdate(
    tx: Tx,
    requestId: string,
    change: SessionEventPayload<'feedback.updated'>['change'],
  ): Promise<Extract<SessionEvent, { type: 'feedback.updated' }>> {
    const { rows } = await tx.query<{ event: Extract<SessionEvent, { type: 'feedback.updated' }> }>({
      name: 'feedback-record-update',
      text: `INSERT INTO session_event (session_id, type, payload)
        SELECT f.session_id, 'feedback.updated', jsonb_build_object('request', ${requestJson('f')}, 'change', $2::text)
        FROM feedback_request f WHERE f.id = $1 RETURNING ${EVENT_JSON} AS event`,
      values: [requestId, change],
    });
    return rows[0]!.event;
  }

  /** Requests whose deadline has passed and whose policy wants something done about it. @param except not these */
  async expired(limit: number, except: string[]): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM feedback_request
       WHERE status = 'PENDING' AND expires_at IS NOT NULL AND expires_at <= now() AND on_expiry <> 'PARK'
         AND id <> ALL ($2::uuid[]) ORDER BY expires_at LIMIT $1`,
      [limit, except],
    );
    return rows.map((row) => row.id);
  }
}
