import { lastWrote } from '../messages/index.js';

/*
 * What an agent says is brought to where its reader is (SES-6), in the statements that begin and end the message: so no
 * crash can come between the words and the duty to bring them. A delivery attempt is its own outbox row. While the message
 * grows it is not due: whoever shows growing words there hurries it, and its end makes it due in any case.
 */

/** Where the owner of session `s` is outside of the web, for a LATERAL join. @param preferred SQL: the session's channel, as new as its lock */
const home = (preferred: string) => `LATERAL (
    SELECT c.id FROM communication_channel c LEFT JOIN session_thread t ON t.channel_id = c.id AND t.session_id = s.id
    WHERE c.user_id = s.owner_id AND c.type <> 'WEB' AND c.status IN ('ACTIVE', 'DEGRADED')
      AND c.type::text = CASE ${preferred} WHEN 'AUTO' THEN ${lastWrote('s.id', 's.owner_id')}::text ELSE ${preferred}::text END
    ORDER BY t.channel_id IS NULL, c.position, c.created_at LIMIT 1) home`;

/** From rows of `source` with id and session_id of a message that begins, under the session's `lock`. @param attemptId a fresh id */
export const carryBegun = (source: string, attemptId: string) => `carried AS (
  INSERT INTO delivery_attempt (id, session_id, message_id, channel_id, purpose, why, due_at)
  SELECT ${attemptId}, said.session_id, said.id, home.id, 'MESSAGE', 'said', 'infinity'
  FROM ${source} said JOIN chat_session s ON s.id = said.session_id CROSS JOIN lock CROSS JOIN ${home('lock.preferred_channel')})`;

/** Words of Parley's own to where the owner is, if that is not the web. @param text SQL */
export const carryNote = (session: string, attemptId: string, text: string) => `
  INSERT INTO delivery_attempt (id, session_id, channel_id, purpose, why, note)
  SELECT ${attemptId}, s.id, home.id, 'NOTE', 'said', jsonb_build_object('text', ${text}, 'thread', NULL)
  FROM chat_session s CROSS JOIN ${home('s.preferred_channel')} WHERE s.id = ${session}`;

/**
 * From rows of `source` with the id of a message that has ended: what waits is due now, and what was shown half-said gets its
 * last words. What is on its way just now is seen to when it has arrived (attempt-results.ts).
 * @param attemptId a fresh id
 */
export const carryEnded = (source: string, attemptId: string) => `standing AS (
  -- Locked, because a statement's own snapshot is older than its wait for the session: the row is read as it is now.
  SELECT a.id, a.session_id, a.message_id, a.channel_id, a.status FROM ${source} said
    JOIN delivery_attempt a ON a.message_id = said.id AND a.purpose = 'MESSAGE' FOR UPDATE OF a
), hurried AS (
  UPDATE delivery_attempt a SET due_at = now() FROM standing s WHERE a.id = s.id AND s.status = 'PENDING' AND a.due_at = 'infinity' RETURNING a.id
), rewritten AS (
  INSERT INTO delivery_attempt (id, session_id, message_id, channel_id, purpose, why, target_id)
  SELECT ${attemptId}, session_id, message_id, channel_id, 'UPDATE', 'finished', id FROM standing WHERE status = 'ACCEPTED'
  RETURNING id
), carried AS (SELECT id FROM hurried UNION ALL SELECT id FROM rewritten)`;
