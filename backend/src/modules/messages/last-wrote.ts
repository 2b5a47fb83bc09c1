/**
 * From where the owner of a session last wrote, in SQL: what AUTO follows (FB-5). An answer of somebody the question was
 * handed to says nothing about where the owner is. The answer is read as a value, of which there is at most one (I3): for an
 * EXISTS in a long session PostgreSQL reads all answers that there are into a hash, to look at the one of the last message.
 */
export const lastWrote = (session: string, owner: string) => `(
  SELECT m.channel FROM message m WHERE m.session_id = ${session} AND m.role = 'USER'
    AND NOT (m.type = 'FEEDBACK_RESPONSE' AND coalesce((SELECT r.user_id <> ${owner} FROM feedback_response r
      WHERE r.request_id = m.feedback_request_id AND r.outcome = 'APPLIED'), false))
  ORDER BY m.seq DESC LIMIT 1)`;
