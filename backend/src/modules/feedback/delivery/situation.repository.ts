import { Injectable } from '@nestjs/common';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';
import { lastWrote } from '../../messages/index.js';
import { requestJson } from '../feedback-json.js';
import type { Situation, Surroundings } from './situation.js';

const millis = (at: string) => `(extract(epoch FROM ${at}) * 1000)::float8`;

/** @param person and @param session: SQL for their ids */
const surroundings = (person: string, session: string) => `
  'now', ${millis('clock_timestamp()')},
  -- Of the session's owner. Somebody who was handed a question is asked in their own order.
  'preference', (SELECT CASE WHEN s.owner_id = ${person} THEN s.preferred_channel ELSE 'AUTO' END FROM chat_session s WHERE s.id = ${session}),
  'lastWrote', (SELECT ${lastWrote('s.id', 's.owner_id')} FROM chat_session s WHERE s.id = ${session} AND s.owner_id = ${person}),
  'channels', coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'type', c.type, 'address', coalesce(c.label, c.address), 'status', c.status,
      'position', c.position, 'waitMs', c.wait_ms) ORDER BY c.position, c.created_at) FROM communication_channel c JOIN app_user u ON u.id = c.user_id
      WHERE c.user_id = ${person} AND u.disabled_at IS NULL), '[]'),
  'contact', (SELECT jsonb_build_object('timeZone', p.time_zone, 'quietFrom', p.quiet_from, 'quietTo', p.quiet_to,
      'reminderMinutes', p.reminder_minutes) FROM contact_preference p WHERE p.user_id = ${person})`;

const attemptJson = `jsonb_build_object('id', a.id, 'channelId', a.channel_id, 'channel', c.type, 'purpose', a.purpose, 'status', a.status, 'why', a.why,
  'errorKind', a.error_kind, 'tryNo', a.try_no, 'dueAt', ${millis('a.due_at')}, 'startedAt', ${millis('a.started_at')},
  'endedAt', ${millis('a.ended_at')}, 'retryAt', ${millis('a.retry_at')}, 'returned',
  -- Where Parley has lost its permission nobody can answer: as if they were away there.
  coalesce(a.returned, CASE WHEN i.status <> 'ACTIVE' THEN 'away' END))`;

/** Everything the ladder decides by, read in one statement. */
@Injectable()
export class SituationRepository {
  constructor(private readonly pool: PgPool) {}

  /** Before a request stands. */
  async around(sessionId: string, personId: string): Promise<Surroundings> {
    const { rows } = await this.pool.query<{ around: Surroundings }>({
      name: 'delivery-around',
      text: `SELECT jsonb_build_object(${surroundings('$2::uuid', '$1::uuid')}) AS around`,
      values: [sessionId, personId],
    });
    return rows[0]!.around;
  }

  /** Inside a transaction that holds the session's lock, so that nothing of it changes before it is acted upon. */
  async of(tx: Tx, requestId: string): Promise<Situation | null> {
    const { rows } = await tx.query<{ situation: Situation }>({
      name: 'delivery-situation',
      text: `SELECT jsonb_build_object(${surroundings('f.assignee_id', 'f.session_id')},
          'request', ${requestJson('f')}, 'climb', f.climb, 'climbWhy', f.climb_why, 'reminders', f.reminders, 'seenAt', f.seen_at,
          'attempts', coalesce((SELECT jsonb_agg(${attemptJson} ORDER BY a.attempt_no)
            FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id LEFT JOIN integration i ON i.id = c.integration_id
            WHERE a.request_id = f.id AND a.climb = f.climb AND a.purpose IN ('REQUEST', 'REMINDER')), '[]')) AS situation
        FROM feedback_request f WHERE f.id = $1`,
      values: [requestId],
    });
    return rows[0]?.situation ?? null;
  }

  async read(requestId: string): Promise<Situation | null> {
    return this.of(this.pool, requestId);
  }
}
