import { Injectable } from '@nestjs/common';
import type { PreferredChannel, Session, SessionEvent, SessionStatus, SessionSummary } from '@parley/contracts';
import { PgPool, type Tx, UnitOfWork } from '../../platform/prisma/index.js';
import { EVENT_JSON, SUMMARY_SQL, sessionJson } from './session-json.js';

export interface NewSession {
  id: string;
  ownerId: string;
  agent: string;
  title: string;
}
export interface SessionFilter {
  ownerId: string;
  status: SessionStatus;
  /** Part of the title or of a message. */
  search?: string | undefined;
  /** The last row of the page before: sessions older than it follow. */
  before?: { updatedAt: string; id: string } | undefined;
  limit: number;
}

@Injectable()
export class SessionRepository {
  constructor(
    private readonly pool: PgPool,
    private readonly work: UnitOfWork,
  ) {}

  create(session: NewSession): Promise<{ session: Session; event: SessionEvent }> {
    return this.work.run((tx) => this.createIn(tx, session));
  }

  /** The same in the caller's transaction. */
  async createIn(tx: Tx, session: NewSession): Promise<{ session: Session; event: SessionEvent }> {
    const { id, ownerId, agent, title } = session;
    const values = [id, ownerId, agent, title];
    await tx.query('INSERT INTO chat_session (id, owner_id, agent, title) VALUES ($1, $2, $3, $4)', values);
    await tx.query('INSERT INTO agent_state (session_id) VALUES ($1)', [id]);
    return this.record(tx, id, 'session.created');
  }

  /** Null when there is nothing to change, or (with `onlyUntitled`) when it has a title already. */
  async update(
    id: string,
    change: { title?: string | undefined; status?: SessionStatus | undefined },
    onlyUntitled = false,
  ): Promise<{ session: Session; event: SessionEvent } | null> {
    return this.work.run(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE chat_session SET title = coalesce($2, title), status = coalesce($3::"SessionStatus", status)
         WHERE id = $1 AND (NOT $4 OR title = '')`,
        [id, change.title ?? null, change.status ?? null, onlyUntitled],
      );
      return rowCount ? this.record(tx, id, 'session.updated') : null;
    });
  }

  /**
   * Where its questions go from now on. In the caller's transaction, which holds the session's lock.
   * @returns no event when they went there already
   */
  async prefer(
    tx: Tx,
    id: string,
    channel: PreferredChannel,
  ): Promise<{ session: Session; event: SessionEvent | null }> {
    const { rowCount } = await tx.query(
      'UPDATE chat_session SET preferred_channel = $2::"PreferredChannel" WHERE id = $1 AND preferred_channel::text <> $2',
      [id, channel],
    );
    if (rowCount) return this.record(tx, id, 'session.updated');
    const { rows } = await tx.query<{ session: Session }>(
      `SELECT ${sessionJson('s')} AS session FROM chat_session s WHERE s.id = $1`,
      [id],
    );
    return { session: rows[0]!.session, event: null };
  }

  async summary(id: string): Promise<SessionSummary | null> {
    const { rows } = await this.pool.query<{ summary: SessionSummary }>(`${SUMMARY_SQL} WHERE s.id = $1`, [id]);
    return rows[0]?.summary ?? null;
  }

  async list(filter: SessionFilter): Promise<SessionSummary[]> {
    const { rows } = await this.pool.query<{ summary: SessionSummary }>(
      `${SUMMARY_SQL}
       WHERE s.owner_id = $1 AND s.status = $2::"SessionStatus"
         AND ($3::timestamptz IS NULL OR (s.updated_at, s.id) < ($3, $4::uuid))
         AND ($5::text IS NULL OR s.title ILIKE $5
              OR EXISTS (SELECT 1 FROM message m WHERE m.session_id = s.id AND m.text ILIKE $5))
       ORDER BY s.updated_at DESC, s.id DESC LIMIT $6`,
      [
        filter.ownerId,
        filter.status,
        filter.before?.updatedAt ?? null,
        filter.before?.id ?? null,
        filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null,
        filter.limit,
      ],
    );
    return rows.map((row) => row.summary);
  }

  /** @returns of each person, the session in which something happened last */
  async newestOf(userIds: readonly string[]): Promise<{ userId: string; sessionId: string; seq: number }[]> {
    const { rows } = await this.pool.query({
      name: 'session-newest-of',
      text: `SELECT u.id AS "userId", s.id AS "sessionId", s.last_seq AS seq FROM unnest($1::uuid[]) AS u (id)
        CROSS JOIN LATERAL (SELECT id, last_seq FROM chat_session WHERE owner_id = u.id ORDER BY updated_at DESC LIMIT 1) s`,
      values: [userIds],
    });
    return rows;
  }

  /** Reading is not an event: only the reader's own marker moves, and only forward. */
  async markRead(id: string, seq: number): Promise<void> {
    await this.pool.query('UPDATE chat_session SET read_seq = least($2, last_seq) WHERE id = $1 AND read_seq < $2', [
      id,
      seq,
    ]);
  }

  private async record(tx: Tx, id: string, type: 'session.created' | 'session.updated') {
    const { rows } = await tx.query<{ event: SessionEvent }>(
      `INSERT INTO session_event (session_id, type, payload)
       SELECT s.id, $2, jsonb_build_object('session', ${sessionJson('s')} || jsonb_build_object('lastSeq', s.last_seq + 1))
       FROM chat_session s WHERE s.id = $1 FOR NO KEY UPDATE
       RETURNING ${EVENT_JSON} AS event`,
      [id, type],
    );
    const event = rows[0]!.event as Extract<SessionEvent, { type: 'session.created' }>;
    return { session: event.payload.session, event: event as SessionEvent };
  }
}
