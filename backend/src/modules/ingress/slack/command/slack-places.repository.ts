import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../../platform/prisma/index.js';

export interface CardPlace {
  requestId: string;
  team: string;
  channel: string;
  ts: string;
}

export interface OpenThread {
  team: string;
  channel: string;
  threadTs: string;
  /** Since when (a `ts` of Slack's) an open question stands there. */
  asked: string;
}

/** Where conversations and cards stand in Slack. */
@Injectable()
export class SlackPlacesRepository {
  constructor(private readonly pool: PgPool) {}

  /** The person's conversation that something was last said in, among those that go on in this Slack channel. */
  async latestSession(personId: string, team: string, channel: string): Promise<{ id: string; title: string } | null> {
    const { rows } = await this.pool.query<{ id: string; title: string }>(
      `SELECT s.id, s.title FROM chat_session s
       WHERE s.owner_id = $1 AND s.status = 'ACTIVE' AND (
         EXISTS (SELECT 1 FROM session_thread t JOIN communication_channel c ON c.id = t.channel_id
           WHERE t.session_id = s.id AND c.type = 'SLACK' AND t.thread @> $2::jsonb)
         OR EXISTS (SELECT 1 FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
           WHERE a.session_id = s.id AND c.type = 'SLACK' AND a.receipt @> $2::jsonb))
       ORDER BY s.updated_at DESC, s.id DESC LIMIT 1`,
      [personId, JSON.stringify({ team, channel })],
    );
    return rows[0] ?? null;
  }

  /** The newest card of each question that this address got. */
  async cards(channelId: string, requestIds: readonly string[]): Promise<CardPlace[]> {
    const { rows } = await this.pool.query<CardPlace>(
      `SELECT DISTINCT ON (a.request_id) a.request_id AS "requestId", a.receipt ->> 'team' AS team,
         a.receipt ->> 'channel' AS channel, a.receipt ->> 'ts' AS ts
       FROM delivery_attempt a WHERE a.channel_id = $1 AND a.request_id = ANY ($2::uuid[]) AND a.status = 'ACCEPTED'
         AND a.purpose IN ('REQUEST', 'REMINDER') AND a.receipt ? 'ts'
       ORDER BY a.request_id, a.attempt_no DESC`,
      [channelId, requestIds],
    );
    return rows;
  }

  /** Threads in which a question waits, those of the newest first. */
  async openThreads(limit: number): Promise<OpenThread[]> {
    const { rows } = await this.pool.query<OpenThread>(
      `SELECT a.receipt ->> 'team' AS team, a.receipt ->> 'channel' AS channel, a.receipt ->> 'threadTs' AS "threadTs",
         min((a.receipt ->> 'ts')::numeric)::text AS asked
       FROM feedback_request f JOIN delivery_attempt a ON a.request_id = f.id JOIN communication_channel c ON c.id = a.channel_id
       WHERE f.status = 'PENDING' AND c.type = 'SLACK' AND a.status = 'ACCEPTED' AND a.receipt ? 'threadTs'
         AND a.purpose IN ('REQUEST', 'REMINDER')
       GROUP BY 1, 2, 3 ORDER BY max(f.created_at) DESC LIMIT $1`,
      [limit],
    );
    return rows;
  }

  /** When something last arrived from there. */
  async lastHeard(): Promise<Date | null> {
    // By id, whose beginning is the time: the newest is found without a look at the others.
    const { rows } = await this.pool.query<{ received_at: Date }>(
      `SELECT received_at FROM inbound_receipt WHERE source = 'SLACK' ORDER BY id DESC LIMIT 1`,
    );
    return rows[0]?.received_at ?? null;
  }
}
