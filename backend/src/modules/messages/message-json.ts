/** The contract's Message from a row. */
export const messageJson = (m: string) => `jsonb_build_object(
  'id', ${m}.id, 'sessionId', ${m}.session_id, 'role', ${m}.role, 'type', ${m}.type, 'status', ${m}.status,
  'text', ${m}.text, 'channel', ${m}.channel, 'author', ${m}.author, 'runId', ${m}.run_id,
  'feedbackRequestId', ${m}.feedback_request_id, 'createdAt', ${m}.created_at)`;
