import { Injectable } from '@nestjs/common';
import type { FeedbackRequest, Message, SessionEvent } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';
import { fence, LeaseLost, lockSession, type RunLease, setState, stepJson } from '../agent-state/index.js';
import { EVENT_JSON, stateJson } from '../sessions/index.js';

export interface NewRequest {
  request: FeedbackRequest;
  message: Message;
  stepId: string;
  stepKey: string;
  stepName: string;
  expiresInMs: number | null;
  attemptId: string;
  outboxId: string;
}

/**
 * The question, its place in the conversation, the waiting step, the first delivery and its job: one statement, so
 * that either the person is asked and the run waits, or nothing happened. The deadline is counted by the database.
 */
const ASK = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, due AS (
  SELECT now() + make_interval(secs => $9::float8 / 1000) AS at
), ev AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT fence.session_id, 'feedback.requested', jsonb_build_object(
    'request', $4::jsonb || jsonb_build_object('expiresAt', due.at), 'message', $5::jsonb) FROM fence, due
  RETURNING session_id, seq, payload -> 'request' AS r, payload -> 'message' AS m, ${EVENT_JSON} AS event
), req AS (
  INSERT INTO feedback_request (id, session_id, run_id, step_key, agent, assignee_id, type, urgency, on_expiry, question, binding_hash, created_at, expires_at)
  SELECT (r ->> 'id')::uuid, session_id, $1, $7, r ->> 'agent', (r ->> 'assigneeId')::uuid,
    (r #>> '{question,type}')::"FeedbackType", (r #>> '{question,urgency}')::"Urgency",
    (r #>> '{question,onExpiry}')::"ExpiryPolicy", r -> 'question', r ->> 'bindingHash',
    (r ->> 'createdAt')::timestamptz, due.at FROM ev, due
  RETURNING id, assignee_id
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
), ${setState('fence', `CASE WHEN $12 THEN 'ACTING' ELSE 'WAITING_FOR_FEEDBACK' END`, 'fence.id', '$8')}, begun AS (
  INSERT INTO session_event (session_id, type, payload)
  SELECT ev.session_id, 'step.started', jsonb_build_object('step', ${stepJson('s')}, 'state', ${stateJson('st')})
  FROM ev, step s, state st
  RETURNING ${EVENT_JSON} AS event
), attempt AS (
  INSERT INTO delivery_attempt (id, session_id, request_id, channel_id)
  SELECT $10, $3, req.id, c.id FROM req JOIN communication_channel c ON c.user_id = req.assignee_id AND c.type = 'WEB'
  RETURNING id
), job AS (
  INSERT INTO outbox_job (id, kind, payload)
  SELECT $11, 'deliver-request', jsonb_build_object('attemptId', id) FROM attempt
)
SELECT ev.event, begun.event AS begun FROM ev, begun`;

@Injectable()
export class AskRepository {
  constructor(private readonly pool: PgPool) {}

  /** @throws LeaseLost */
  async create(lease: RunLease, input: NewRequest): Promise<SessionEvent[]> {
    const notice = input.request.question.type === 'NOTICE';
    const { rows } = await this.pool.query<{ event: SessionEvent; begun: SessionEvent }>({
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
        input.attemptId,
        input.outboxId,
        notice,
      ],
    });
    if (!rows[0]) throw new LeaseLost();
    return [rows[0].event, rows[0].begun];
  }
}
