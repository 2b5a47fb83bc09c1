import { Injectable } from '@nestjs/common';
import type { FeedbackRequest, FeedbackResponse, FeedbackStatus, Message, SessionEvent } from '@parley/contracts';
import { PgPool, type Tx } from '../../platform/prisma/index.js';
import { traceParent } from '../../platform/telemetry/index.js';
import {
  lockSession,
  RUN_TAKEN,
  recordRun,
  stepJson,
  type TakenRow,
  type TakenRun,
  takenAt,
  wakeRun,
} from '../agent-state/index.js';
import { EVENT_JSON } from '../sessions/index.js';
import type { FeedbackOutcome } from './domain/outcome.js';

export interface Settlement {
  sessionId: string;
  requestId: string;
  status: Exclude<FeedbackStatus, 'PENDING'>;
  reason: string | null;
  /** Null: the step that asked gets nothing (the run has ended, or a notice was read). */
  outcome: FeedbackOutcome | null;
  response: (FeedbackResponse & { raw: string }) | null;
  /** The request as it will be, and the answer as a line of the conversation: what the event carries. */
  request: FeedbackRequest;
  message: Message | null;
  /** `due` settles only a request whose deadline has passed, `open` only one whose deadline has not. */
  only: 'due' | 'open' | 'any';
  /** How long this process takes the run for, if it waits and nobody else has it, in milliseconds. Left out: it is only woken. */
  leaseMs?: number | null;
  /** Who answers: settles only while the question is theirs, also if it was handed on a moment ago (I5). */
  assigneeId?: string;
}

export interface Settled {
  events: SessionEvent[];
  wokenRun: string | null;
  /** The run, when this process holds it now. */
  taken: TakenRun | null;
  /** It left for other channels: the outbox holds a job that rewrites its cards there. */
  toClose: boolean;
}

/**
 * The one place that settles (FB-4): one conditional update, under the session's lock. Whoever finds the request no
 * longer PENDING writes nothing. The run is woken by the same statement, so an answer can never be applied unheard.
 */
const SETTLE = `
WITH ${lockSession('$1')}, settled AS (
  UPDATE feedback_request f SET status = $3::"FeedbackStatus", reason = $4, settled_at = $5::timestamptz
  FROM lock WHERE f.id = $2 AND f.session_id = lock.id AND f.status = 'PENDING'
    AND CASE $6 WHEN 'due' THEN f.expires_at <= now()
                WHEN 'open' THEN f.expires_at IS NULL OR f.expires_at > now() OR f.on_expiry = 'PARK' ELSE true END
    AND ($11::uuid IS NULL OR f.assignee_id = $11)
  RETURNING f.session_id, f.run_id, f.step_key, f.id, f.sent_outside, jsonb_build_object('assigneeId', f.assignee_id,
    'snoozedUntil', f.snoozed_until, 'delegation', f.delegation) AS newest
), ev AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT session_id, 'feedback.settled', jsonb_build_object('request', $7::jsonb || newest, 'message', $8::jsonb) FROM settled
  RETURNING session_id, seq, ${EVENT_JSON} AS event
), resp AS (
  INSERT INTO feedback_response (id, request_id, user_id, outcome, channel, raw, answer, text, at)
  SELECT (r ->> 'id')::uuid, settled.id, (r #>> '{by,id}')::uuid, 'APPLIED', (r ->> 'channel')::"ChannelType", r ->> 'raw',
    r -> 'answer', r ->> 'text', (r ->> 'at')::timestamptz
  FROM settled, (SELECT $9::jsonb AS r) x WHERE r IS NOT NULL
), msg AS (
  INSERT INTO message (id, session_id, seq, role, type, status, text, channel, author, run_id, feedback_request_id, created_at)
  SELECT (m ->> 'id')::uuid, ev.session_id, ev.seq, 'USER', 'FEEDBACK_RESPONSE', 'SENT', m ->> 'text',
    (m ->> 'channel')::"ChannelType", m ->> 'author', (m ->> 'runId')::uuid, (m ->> 'feedbackRequestId')::uuid, (m ->> 'createdAt')::timestamptz
  FROM ev, (SELECT $8::jsonb AS m) x WHERE m IS NOT NULL
), step AS (
  UPDATE agent_step SET status = 'COMPLETED', result = $10::jsonb, ended_at = now()
  FROM settled WHERE agent_step.run_id = settled.run_id AND agent_step.key = settled.step_key
    AND agent_step.status = 'WAITING' AND $10::jsonb IS NOT NULL
  RETURNING agent_step.*
), ${wakeRun('$13')}, close AS (
  INSERT INTO outbox_job (id, kind, payload)
  SELECT gen_random_uuid(), 'close-request', jsonb_build_object('requestId', id, 'trace', $12::text) FROM settled WHERE sent_outside
  RETURNING id
), done AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT ev.session_id, 'step.finished', jsonb_build_object('step', ${stepJson('s')}) FROM ev, step s
  RETURNING ${EVENT_JSON} AS event
), goes AS (
  ${recordRun('(SELECT taken.* FROM done, taken)')} RETURNING ${EVENT_JSON} AS event
)
SELECT ARRAY[ev.event, (SELECT event FROM done), (SELECT event FROM goes)] AS events, (SELECT id FROM woken) AS "wokenRun", ${RUN_TAKEN} AS taken,
  EXISTS (SELECT 1 FROM close) AS "toClose" FROM ev`;

type SettledRow = Omit<Settled, 'events' | 'taken'> & { events: (SessionEvent | null)[]; taken: TakenRow | null };

@Injectable()
export class SettleRepository {
  constructor(private readonly pool: PgPool) {}

  /** Null: somebody or something else was first, and nothing was written. */
  async settle(input: Settlement, tx: Tx = this.pool): Promise<Settled | null> {
    const asked = performance.now();
    const { leaseMs = null } = input;
    const { rows } = await tx.query<SettledRow>({
      name: 'feedback-settle',
      text: SETTLE,
      values: [
        input.sessionId,
        input.requestId,
        input.status,
        input.reason,
        input.request.settledAt,
        input.only,
        JSON.stringify(input.request),
        input.message ? JSON.stringify(input.message) : null,
        input.response ? JSON.stringify(input.response) : null,
        input.outcome ? JSON.stringify(input.outcome) : null,
        input.assigneeId ?? null,
        traceParent(),
        leaseMs,
      ],
    });
    if (!rows[0]) return null;
    const { events, taken, ...rest } = rows[0];
    return {
      ...{ ...rest, events: events.filter((event) => event !== null) },
      taken: taken && leaseMs !== null ? takenAt(taken, asked, leaseMs) : null,
    };
  }

  /** An answer that came after the end is kept, with its reason, and changes nothing. Null: it is kept already. */
  async recordTooLate(
    request: FeedbackRequest,
    response: FeedbackResponse & { raw: string },
    kind: 'LATE' | 'SUPERSEDED',
  ): Promise<SessionEvent | null> {
    const { rows } = await this.pool.query<{ event: SessionEvent }>({
      name: 'feedback-too-late',
      text: `
        WITH ${lockSession('$1')}, resp AS (
          INSERT INTO feedback_response (id, request_id, user_id, outcome, channel, raw, answer, text, at)
          SELECT $3, $2, $4, $5::"ResponseOutcome", $6::"ChannelType", $7, $8::jsonb, $9, $10 FROM lock
          ON CONFLICT (id) DO NOTHING RETURNING id
        )
        INSERT INTO session_event (session_id, type, payload)
        SELECT lock.id, 'feedback.superseded', jsonb_build_object('requestId', $2::uuid, 'response', $11::jsonb, 'kind', $5::text)
        FROM lock, resp RETURNING ${EVENT_JSON} AS event`,
      values: [
        ...[request.sessionId, request.id, response.id, response.by.id, kind, response.channel, response.raw],
        ...[JSON.stringify(response.answer), response.text, response.at],
        JSON.stringify({ ...response, raw: undefined }),
      ],
    });
    return rows[0]?.event ?? null;
  }
}
