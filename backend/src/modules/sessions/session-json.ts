/** SQL fragments that build the contract's JSON from a row, so that a statement can write its own event. */
export const sessionJson = (s: string) => `jsonb_build_object(
  'id', ${s}.id, 'ownerId', ${s}.owner_id, 'agent', ${s}.agent, 'title', ${s}.title, 'status', ${s}.status,
  'preferredChannel', ${s}.preferred_channel, 'lastSeq', ${s}.last_seq, 'createdAt', ${s}.created_at, 'updatedAt', ${s}.updated_at)`;

export const stateJson = (a: string) =>
  `jsonb_build_object('status', ${a}.status, 'runId', ${a}.run_id, 'step', ${a}.step, 'since', ${a}.since)`;

/** A session with what a list shows beside it. */
export const SUMMARY_SQL = `
  SELECT ${sessionJson('s')} || jsonb_build_object(
    'state', coalesce(${stateJson('a')}, 'null'::jsonb),
    'unread', EXISTS (SELECT 1 FROM message m WHERE m.session_id = s.id AND m.seq > s.read_seq AND m.role = 'AGENT'),
    'pendingRequests', (SELECT count(*) FROM feedback_request f WHERE f.session_id = s.id AND f.status = 'PENDING'
      AND f.assignee_id = s.owner_id AND (f.snoozed_until IS NULL OR f.snoozed_until <= now())),
    'preview', (
      SELECT CASE WHEN (f.question ->> 'sensitive')::boolean THEN NULL ELSE left(m.text, 140) END
      FROM message m LEFT JOIN feedback_request f ON f.id = m.feedback_request_id
      WHERE m.session_id = s.id AND (m.type <> 'NOTICE' OR m.feedback_request_id IS NOT NULL) ORDER BY m.seq DESC LIMIT 1)) AS summary
  FROM chat_session s JOIN agent_state a ON a.session_id = s.id`;

/** The log as JSON text of the contract's SessionEvent; PostgreSQL's own timestamp form is ISO 8601. */
export const EVENT_JSON = `jsonb_build_object('sessionId', session_id, 'seq', seq, 'at', at, 'type', type, 'payload', payload)`;
