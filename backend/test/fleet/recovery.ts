import { setTimeout as pause } from 'node:timers/promises';
import type { Crowd } from './clients/crowd.js';
import type { Fleet } from './stage/fleet.js';

/** For whoever waits for what does not come. */
const GIVE_UP_MS = 30_000;
const LOOK_EVERY_MS = 25;

/** @returns milliseconds until every talker had an answer to something said after that */
export const allServed = async (crowd: Crowd, since: number): Promise<number> => {
  const talkers = crowd.clients.filter(({ errand }) => !errand);
  const firsts = () => talkers.map(({ acknowledged }) => acknowledged.find(({ at }) => at >= since));
  const seen = new Map<number, number>();
  while (performance.now() - since < GIVE_UP_MS) {
    for (const [at, sent] of firsts().entries()) if (sent && !seen.has(at)) seen.set(at, sent.ackedAt - since);
    if (seen.size === talkers.length) return Math.max(...seen.values());
    await pause(LOOK_EVERY_MS);
  }
  return Number.POSITIVE_INFINITY;
};

const AT_WORK = `SELECT r.id, concat_ws(' ', r.status, r.lease_version, (SELECT count(*) FROM agent_step s WHERE s.run_id = r.id),
    (SELECT count(*) FROM agent_step s WHERE s.run_id = r.id AND s.status = 'COMPLETED')) AS state
  FROM agent_run r WHERE r.ended_at IS NULL AND r.status <> 'WAITING_FOR_FEEDBACK'`;

/** @returns milliseconds until each run that was at work then had gone on, and how many there were */
export const allRunsWentOn = async (fleet: Fleet, since: number): Promise<{ runs: number; ms: number }> => {
  const look = async () => {
    const rows = await fleet.database.query<{ id: string; state: string }>(AT_WORK);
    return new Map(rows.map(({ id, state }) => [id, state]));
  };
  const before = await look();
  let left = [...before];
  while (performance.now() - since < GIVE_UP_MS) {
    const now = await look();
    left = left.filter(([id, state]) => now.get(id) === state);
    if (left.length === 0) return { runs: before.size, ms: performance.now() - since };
    await pause(LOOK_EVERY_MS);
  }
  return { runs: before.size, ms: Number.POSITIVE_INFINITY };
};
