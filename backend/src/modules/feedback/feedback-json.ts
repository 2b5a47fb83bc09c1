/** The contract's FeedbackResponse and FeedbackRequest from rows. */
const responseJson = (p: string, u: string) => `jsonb_build_object(
  'id', ${p}.id, 'answer', ${p}.answer, 'text', ${p}.text, 'channel', ${p}.channel, 'at', ${p}.at,
  'by', jsonb_build_object('id', ${u}.id, 'name', ${u}.name))`;

export const requestJson = (f: string) => `jsonb_build_object(
  'id', ${f}.id, 'sessionId', ${f}.session_id, 'runId', ${f}.run_id, 'agent', ${f}.agent, 'assigneeId', ${f}.assignee_id,
  'status', ${f}.status, 'question', ${f}.question, 'bindingHash', ${f}.binding_hash, 'createdAt', ${f}.created_at,
  'expiresAt', ${f}.expires_at, 'snoozedUntil', ${f}.snoozed_until, 'delegation', ${f}.delegation, 'settledAt', ${f}.settled_at, 'reason', ${f}.reason,
  'response', (SELECT ${responseJson('p', 'u')} FROM feedback_response p JOIN app_user u ON u.id = p.user_id
               WHERE p.request_id = ${f}.id AND p.outcome = 'APPLIED'))`;
