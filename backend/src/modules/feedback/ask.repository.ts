import { Injectable } from '@nestjs/common';
import type { DeliveryWhy, FeedbackRequest, Message, PreferredChannel, SessionEvent } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';
import { fence, LeaseLost, lockSession, type RunLease, recordRun, setState, stepJson } from '../agent-state/index.js';
import { EVENT_JSON, stateJson } from '../sessions/index.js';

export interface NewRequest {
  request: FeedbackRequest;
  message: Message;
  stepId: string;
  stepKey: string;
  stepName: string;
  expiresInMs: number | null;
  delivery: FirstDelivery;
  /** Nothing else of the run goes on: with its question it waits, unless something has happened that it has not seen. */
  rests: boolean;
}

export interface Asked {
  events: SessionEvent[];
  /** The run waits, and this worker does not hold it any more. */
  rests: boolean;
}

/** What the ladder says about a question that nobody has been asked yet. */
export interface FirstDelivery {
  /** Of the session, as the ladder was built from it. If it was changed since, the ladder is built again at once. */
  preference: PreferredChannel;
  attempt: { id: string; channelId: string; why: DeliveryWhy; web: boolean } | null;
  /** When to look at the ladder again, in milliseconds from now; null: there is nothing more to try. */
  lookAgainInMs: number | null;
  /** The person has the session on the screen. */
  seen: boolean;
}

/**
 * The question, its place in the conversation, the waiting step, the first delivery and the end of the run's pass: one
 * statement, so that either the person is asked and the run waits, or nothing happened. The deadline is counted by the database. To the web a question
 * is brought by this very commit, so that attempt has its result already.
 */
const ASK = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, due AS (
  SELECT now() + make_interval(secs => $9::float8 / 1000) AS at
), ev AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT fence.session_id, 'feedback.requested', jsonb_build_object(
    'request', $4::jsonb || jsonb_build_object('expiresAt', due.at), 'message', $5::jsonb) FROM fence, due
  RETURNING session_id, seq, payload -> 'request' AS r, payload -> 'message' AS m, ${EVENT_JSON} AS event
), route AS (
  SELECT preferred_channel::text = $13 AS stands FROM lock
), req AS (
  INSERT INTO feedback_request (id, session_id, run_id, step_key, agent, assignee_id, type, urgency, on_expiry, question, binding_hash,
    created_at, expires_at, next_rung_at, sent_outside, seen_at)
  SELECT (r ->> 'id')::uuid, session_id, $1, $7, r ->> 'agent', (r ->> 'assigneeId')::uuid,
    (r #>> '{question,type}')::"FeedbackType", (r #>> '{question,urgency}')::"Urgency",
    (r #>> '{question,onExpiry}')::"ExpiryPolicy", r -> 'question', r ->> 'bindingHash',
    (r ->> 'createdAt')::timestamptz, due.at, CASE WHEN route.stands THEN now() + make_interval(secs => $14::float8 / 1000) ELSE now() END,
    route.stands AND NOT $16, CASE WHEN $17 THEN now() END FROM ev, due, route
  RETURNING id
), msg AS (
  INSERT INTO message (id, session_id, seq, role, type, status, text, channel, author, run_id, feedback_request_id, created_at)
  SELECT (m ->> 'id')::uuid, session_id, seq, 'AGENT', (m ->> 'type')::"MessageType", 'SENT', m ->> 'text', 'WEB',
    m ->> 'author', $1, (m ->> 'feedbackRequestId')::uuid, (m ->> 'createdAt')::timestamptz FROM ev
), step AS (
  INSERT INTO agent_step (id, run_id, key, name, kind, status, result, ended_at)
  SELECT $6, $1, $7, $8, 'ASK', CASE WHEN $12 THEN 'COMPLETED' ELSE 'WAITING' END::"StepStatus",
    CASE WHEN $12 THEN '{"kind":"answered","value":null,"text":"","by":null,"channel":null}'::jsonb END,
    CASE WHEN $12 THEN now() END FROM ev
  RETURNING *
), suspended AS (
  UPDATE agent_run r SET status = 'WAITING_FOR_FEEDBACK', lease_until = NULL, crashes = 0
  FROM fence WHERE r.id = fence.id AND r.wake_count = $18 RETURNING r.*
), ${setState('fence', `CASE WHEN $12 THEN 'ACTING' ELSE 'WAITING_FOR_FEEDBACK' END`, 'fence.id', '$8')}, begun AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT ev.session_id, 'step.started', jsonb_build_object('step', ${stepJson('s')}, 'state', ${stateJson('st')})
  FROM ev, step s, state st
  RETURNING ${EVENT_JSON} AS event
), rests AS (
  ${recordRun('(SELECT suspended.* FROM begun, suspended)')} RETURNING ${EVENT_JSON} AS event
), attempt AS (
  INSERT INTO delivery_attempt (id, session_id, request_id, channel_id, why, status, started_at, ended_at, receipt)
  SELECT $10, $3, req.id, $11, $15, CASE WHEN $16 THEN 'ACCEPTED' ELSE 'PENDING' END::"DeliveryStatus",
    CASE WHEN $16 THEN now() END, CASE WHEN $16 THEN now() END,
    CASE WHEN $16 THEN jsonb_build_object('sessionId', $3::uuid, 'requestId', req.id) END
  FROM req, route WHERE route.stands AND $10::uuid IS NOT NULL
)
SELECT ev.event, begun.event AS begun, (SELECT event FROM rests) AS rests FROM ev, begun`;

@Injectable()
export class AskRepository {
  constructor(private readonly pool: PgPool) {}

  /** @throws LeaseLost */
  async create(lease: RunLease, input: NewRequest): Promise<Asked> {
    const { delivery } = input;
    const notice = input.request.question.type === 'NOTICE';
    const { rows } = await this.pool.query<{ event: SessionEvent; begun: SessionEvent; rests: SessionEvent | null }>({
      name: 'feedback-ask',
      text: ASK,
      values: [
        lease.runId,
        lease.version,
        lease.sessionId,
        JSON.stringify(input.request),
        JSON.stringify(input.message),
        input.stepId,
        input.stepKey,
        input.stepName,
        input.expiresInMs,
        delivery.attempt?.id ?? null,
        delivery.attempt?.channelId ?? null,
        notice,
        delivery.preference,
        delivery.lookAgainInMs,
        delivery.attempt?.why ?? null,
        delivery.attempt?.web ?? true,
        delivery.seen,
        input.rests ? lease.wakeCount : null,
      ],
    });
    if (!rows[0]) throw new LeaseLost();
    const { event, begun, rests } = rows[0];
    return { events: [event, begun, ...(rests ? [rests] : [])], rests: rests !== null };
  }
}
