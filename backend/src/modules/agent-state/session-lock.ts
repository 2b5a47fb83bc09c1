import type { Tx } from '../../platform/prisma/index.js';

/**
 * Every statement that writes to a session begins with its row lock, so that all writers take their locks in the same
 * order (session, then run, then the rest) and none can deadlock with another. Columns of `lock` are as new as the lock.
 */
export const lockSession = (id: string) =>
  `lock AS MATERIALIZED (SELECT id, preferred_channel, last_seq FROM chat_session WHERE id = ${id} FOR NO KEY UPDATE)`;

/** The same of several, always in one order. @param ids SQL: rows of their ids */
export const lockSessions = (ids: string) =>
  `lock AS MATERIALIZED (SELECT id FROM chat_session WHERE id IN (${ids}) ORDER BY id FOR NO KEY UPDATE)`;

/** The same, found through a run. */
export const lockSessionOfRun = (runId: string) =>
  `lock AS MATERIALIZED (
     SELECT s.id, s.last_seq FROM chat_session s JOIN agent_run r ON r.session_id = s.id WHERE r.id = ${runId} FOR NO KEY UPDATE OF s)`;

/**
 * For a row of `lock`: whether what this statement reads elsewhere is as new as its lock. A statement sees the database as
 * it was before it waited for the lock, and whatever was written to the session meanwhile wrote an event.
 */
export const IS_CURRENT = `(SELECT s.last_seq FROM chat_session s WHERE s.id = lock.id) = lock.last_seq`;

/** Only the holder of the newest lease may write (fencing): a stale worker's statement finds no row here. */
export const fence = (runId: string, version: string) =>
  `fence AS MATERIALIZED (
     SELECT r.id, r.session_id FROM agent_run r JOIN lock ON lock.id = r.session_id
     WHERE r.id = ${runId} AND r.lease_version = ${version} AND r.status = 'RUNNING' FOR SHARE OF r)`;

/** Sets what the agent of the session does right now, from rows of `source` with a session_id. */
export const setState = (source: string, status: string, runId: string, step: string) =>
  `state AS (
     INSERT INTO agent_state AS a (session_id, status, run_id, step, since)
     SELECT session_id, ${status}::"AgentStatus", ${runId}, ${step}, now() FROM ${source}
     ON CONFLICT (session_id) DO UPDATE SET status = excluded.status, run_id = excluded.run_id, step = excluded.step,
       since = CASE WHEN a.status = excluded.status THEN a.since ELSE excluded.since END
     RETURNING *)`;

/** For a transaction of several statements: what it reads from now on is newer than everything committed before. */
export const holdSession = async (tx: Tx, sessionId: string): Promise<void> => {
  await tx.query({ name: 'session-hold', text: `WITH ${lockSession('$1')} SELECT id FROM lock`, values: [sessionId] });
};
