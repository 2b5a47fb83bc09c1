import { stateJson } from '../sessions/index.js';
import { runJson } from './run-json.js';
import { IS_CURRENT, setState } from './session-lock.js';

/** From rows of `source`, which is agent_run, and `state`. */
export const recordRun = (source: string) => `
  INSERT INTO session_event (session_id, type, payload)
  SELECT r.session_id, 'run.updated', jsonb_build_object('run', ${runJson('r')}, 'state', ${stateJson('st')})
  FROM ${source} r JOIN state st ON st.session_id = r.session_id`;

/** A TakenRun as JSON, of rows `t` of agent_run, `s` of its session and `u` of that one's owner. @param entries SQL */
export const takenJson = (entries: string) => `jsonb_build_object('entries', ${entries},
    'lease', jsonb_build_object('runId', t.id, 'sessionId', t.session_id, 'ownerId', u.id, 'ownerName', u.name, 'agent', t.agent,
      'version', t.lease_version, 'wakeCount', t.wake_count, 'crashes', t.crashes, 'input', t.input, 'trace', t.trace))`;

/** With the aliases of `takenJson`. */
export const owned = (source: string) =>
  `${source} t JOIN chat_session s ON s.id = t.session_id JOIN app_user u ON u.id = s.owner_id`;

/**
 * A TakenRun as JSON, or null when `source` has no row.
 * @param source SQL: agent_run as whoever takes it has left it. @param steps SQL: its journal, as the statement sees it
 */
export const takenRun = (source: string, steps: string) => `(
  SELECT ${takenJson(`CASE WHEN ${IS_CURRENT} THEN coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', j.id, 'key', j.key, 'kind', j.kind, 'status', j.status, 'position', j.position,
        'result', j.result, 'error', j.error)) FROM (${steps}) j), '[]') END`)}
  FROM ${owned(source)} JOIN lock ON lock.id = t.session_id)`;

/**
 * Wakes the run of `step`, a row of agent_step as it has just become. If it waits, so that nobody holds it, it is taken at
 * once: then `taken` has it.
 * @param leaseMs SQL: for how long; null: it is only woken
 */
export const wakeRun = (leaseMs: string) => {
  const free = `(${leaseMs}::float8 IS NOT NULL AND r.status = 'WAITING_FOR_FEEDBACK')`;
  return `woken AS (
  UPDATE agent_run r SET wake_count = r.wake_count + 1,
    status = CASE WHEN ${free} THEN 'RUNNING' ELSE r.status END, lease_version = r.lease_version + ${free}::int,
    lease_until = CASE WHEN ${free} THEN now() + make_interval(secs => ${leaseMs}::float8 / 1000) ELSE r.lease_until END,
    seen_wake = CASE WHEN ${free} THEN r.wake_count + 1 ELSE r.seen_wake END
  FROM step WHERE r.id = step.run_id AND r.status IN ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK')
  RETURNING r.*
), taken AS (
  -- Whoever holds a run has not seen this yet.
  SELECT * FROM woken WHERE status = 'RUNNING' AND seen_wake = wake_count
), ${setState('taken', `'THINKING'`, 'taken.id', 'NULL')}`;
};

/** Of `taken`, with `step` as it has just become. */
export const RUN_TAKEN = takenRun(
  'taken',
  'SELECT a.* FROM agent_step a JOIN taken ON a.run_id = taken.id WHERE a.id NOT IN (SELECT id FROM step) UNION ALL SELECT * FROM step',
);
