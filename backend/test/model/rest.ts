import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE, type World } from './world.js';

/** Whatever has not got on in this time, though it is due, never will. */
const STUCK_MS = 8_000;
const CALM_MS = 60;
const MAX_ROUNDS = 300;

/** What is due and with nobody, when the next thing is, and a picture of all that moves. */
const STATE = `
WITH due AS (
  SELECT CASE status WHEN 'SENDING' THEN lease_until ELSE greatest(due_at, lease_until) END AS at, 'attempt ' || id AS what
    FROM delivery_attempt WHERE ended_at IS NULL
  UNION ALL SELECT next_rung_at, 'ladder ' || id FROM feedback_request WHERE status = 'PENDING' AND next_rung_at IS NOT NULL
  UNION ALL SELECT expires_at, 'deadline ' || id FROM feedback_request WHERE status = 'PENDING' AND on_expiry <> 'PARK' AND expires_at IS NOT NULL
  UNION ALL SELECT available_at, kind || ' ' || id FROM outbox_job WHERE dead_at IS NULL
  UNION ALL SELECT coalesce(lease_until, now()), 'run ' || id FROM agent_run
    WHERE status IN ('QUEUED', 'RUNNING') OR status = 'WAITING_FOR_FEEDBACK' AND wake_count > seen_wake)
SELECT (SELECT array_agg(what) FROM due WHERE at <= now()) AS due,
  (SELECT extract(epoch FROM min(at) - now())::float8 * 1000 FROM due WHERE at > now()) AS "nextInMs",
  concat((SELECT string_agg(concat(id, status, lookups, lease_until, due_at), '') FROM delivery_attempt),
    (SELECT string_agg(concat(id, status, climb, next_rung_at, given_up_at), '') FROM feedback_request),
    (SELECT string_agg(concat(id, tries, available_at), '') FROM outbox_job),
    (SELECT string_agg(concat(id, status, lease_version, wake_count, seen_wake), '') FROM agent_run),
    (SELECT count(*) FROM session_event)) AS picture`;

interface State {
  due: string[] | null;
  nextInMs: number | null;
  picture: string;
}

/**
 * Waits until nothing moves any more: nothing is due, and no call is on its way. @returns when something will be due again, in
 * milliseconds; null: never
 */
export const calm = async (world: World): Promise<number | null> => {
  let before = '';
  let since = Date.now();
  let movedAt = Date.now();
  for (;;) {
    const { rows } = await world.product.pool.query<State>(STATE);
    const { due, nextInMs, picture } = rows[0] as State;
    const onTheWay = world.calls.some(({ endedAt }) => endedAt === null);
    if (picture !== before) movedAt = Date.now();
    if (due || onTheWay || picture !== before) since = Date.now();
    before = picture;
    if (Date.now() - since >= CALM_MS) return nextInMs;
    if (Date.now() - movedAt > STUCK_MS) throw new Error(`stuck: ${due?.join(', ') ?? 'a call'}`);
    await pause(10);
  }
};

/** Until nothing will ever be due again by itself. */
export const restForGood = async (world: World): Promise<void> => {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const nextInMs = await calm(world);
    if (nextInMs === null) return;
    // Whole minutes, so that a deadline lies half a minute from every moment that anything happens at.
    await world.pass(Math.ceil((nextInMs + 1) / MINUTE) * MINUTE);
  }
  throw new Error('it never comes to rest');
};

/** Deadlines that have passed have their effect within five seconds (I1). */
export const afterDeadlines = async (world: World): Promise<void> => {
  const until = Date.now() + 5_000;
  for (;;) {
    const { rowCount } = await world.product.pool.query(
      `SELECT 1 FROM feedback_request WHERE status = 'PENDING' AND on_expiry <> 'PARK' AND expires_at <= now()`,
    );
    if (!rowCount) return;
    if (Date.now() > until) throw new Error('I1: a request is open 5 s after its deadline');
    await pause(10);
  }
};
