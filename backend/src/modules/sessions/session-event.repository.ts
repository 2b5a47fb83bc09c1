import { Injectable } from '@nestjs/common';
import type { EventPage, SessionEvent } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';
import { EVENT_JSON } from './session-json.js';

@Injectable()
export class SessionEventRepository {
  constructor(private readonly pool: PgPool) {}

  /** Events after `after`, oldest first, at most `limit`. */
  async after(sessionId: string, after: number, limit: number): Promise<SessionEvent[]> {
    const { rows } = await this.pool.query<{ event: SessionEvent }>({
      name: 'session-event-after',
      text: `SELECT ${EVENT_JSON} AS event FROM session_event WHERE session_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      values: [sessionId, after, limit],
    });
    return rows.map((row) => row.event);
  }

  async page(sessionId: string, after: number, limit: number): Promise<EventPage> {
    const lastSeq = await this.lastSeq(sessionId);
    return { items: await this.after(sessionId, after, limit), lastSeq };
  }

  async lastSeq(sessionId: string): Promise<number> {
    const { rows } = await this.pool.query<{ last_seq: number }>({
      name: 'session-last-seq',
      text: 'SELECT last_seq FROM chat_session WHERE id = $1',
      values: [sessionId],
    });
    return rows[0]?.last_seq ?? 0;
  }

  /**
   * Asked every few seconds about thousands of sessions: one look into the index for each, and never all of the table.
   * @returns those of the sessions whose log goes on behind where their reader stands
   */
  async ahead(cursors: ReadonlyMap<string, number>): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'session-ahead',
      text: `SELECT id FROM unnest($1::uuid[], $2::int[]) AS reader (id, cursor)
        WHERE (SELECT last_seq FROM chat_session s WHERE s.id = reader.id) > cursor`,
      values: [[...cursors.keys()], [...cursors.values()]],
    });
    return rows.map((row) => row.id);
  }
}
