/**
 * From where the owner of a session last wrote, in SQL: what AUTO follows (FB-5). An answer of somebody the question was
 * handed to says nothing about where the owner is.
 */
export const lastWrote = (session: string, owner: string) => `(
  SELECT m.channel FROM message m WHERE m.session_id = ${session} AND m.role = 'USER'
    AND NOT (m.type = 'FEEDBACK_RESPONSE' AND EXISTS (SELECT 1 FROM feedback_response r
      WHERE r.request_id = m.feedback_request_id AND r.outcome = 'APPLIED' AND r.user_id <> ${owner}))
  ORDER BY m.seq DESC LIMIT 1)`;
